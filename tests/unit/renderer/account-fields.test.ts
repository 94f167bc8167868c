import { describe, expect, test } from 'vitest';
import {
  emptyDraft,
  missingFields,
  withAddress,
  withRegion,
} from '../../../src/renderer/src/features/onboarding/account-fields.ts';

describe('a pasted API address', () => {
  test('fills region, sid, key and token, and leaves the phones alone', () => {
    const before = { ...emptyDraft, agentUri: '+919800000001' };
    const { draft, verdict } = withAddress(
      before,
      'https://k3y:t0ken@ccm-api.exotel.com/v3/accounts/brightline1/calls',
    );
    expect(verdict).toBe('taken');
    expect(draft).toEqual({
      ...before,
      region: 'singapore',
      baseUrl: 'https://ccm-api.exotel.com',
      accountSid: 'brightline1',
      apiKey: 'k3y',
      apiToken: 't0ken',
    });
  });

  test('keeps what stands already where the address has only a placeholder', () => {
    const before = { ...emptyDraft, apiKey: 'mine' };
    const { draft, verdict } = withAddress(
      before,
      'https://<your_api_key>:<your_api_token>@ccm-api.in.exotel.com/v3/accounts/brightline1',
    );
    expect(verdict).toBe('taken_partly');
    expect(draft).toMatchObject({ accountSid: 'brightline1', apiKey: 'mine', apiToken: '' });
  });

  test('says so when it is none', () => {
    expect(withAddress(emptyDraft, 'hello')).toEqual({ draft: null, verdict: 'not_understood' });
  });
});

test('a region brings its base URL; a custom one asks for it', () => {
  expect(withRegion(emptyDraft, 'singapore').baseUrl).toBe('https://ccm-api.exotel.com');
  expect(withRegion(emptyDraft, 'custom').baseUrl).toBe('');
});

describe('what is missing', () => {
  test('is told in the order of the form', () => {
    expect(missingFields(emptyDraft, false, false)).toEqual([
      'accountSid',
      'apiKey',
      'apiToken',
      'agentUri',
      'virtualNumber',
    ]);
  });

  test('a test needs neither phone, and stored secrets need not be typed again', () => {
    expect(missingFields(emptyDraft, true, false)).toEqual(['accountSid', 'apiKey', 'apiToken']);
    expect(missingFields({ ...emptyDraft, accountSid: ' ' }, true, true)).toEqual(['accountSid']);
  });
});
