import { describe, expect, test } from 'vitest';
import {
  emptyDraft,
  fieldsAtFault,
  mayBeRight,
  missingFields,
  withAddress,
  withRegion,
} from '../../../src/renderer/src/features/onboarding/account-fields.ts';
import { errorCodes } from '../../../src/shared/domain/app-error.ts';

describe('a pasted API address', () => {
  test('fills region, sid, key and token, and leaves the phones alone', () => {
    const before = { ...emptyDraft, agentUri: '+919800000001' };
    const address = 'https://k3y:t0ken@ccm-api.exotel.com/v3/accounts/brightline1/calls';
    expect(withAddress(before, address)).toEqual({
      draft: {
        ...before,
        region: 'singapore',
        baseUrl: 'https://ccm-api.exotel.com',
        accountSid: 'brightline1',
        apiKey: 'k3y',
        apiToken: 't0ken',
      },
      taken: ['region', 'accountSid', 'apiKey', 'apiToken'],
      missing: [],
      host: null,
    });
  });

  test('keeps what stands already where the address has only a placeholder', () => {
    const before = { ...emptyDraft, apiKey: 'mine' };
    const address =
      'https://<your_api_key>:<your_api_token>@ccm-api.in.exotel.com/v3/accounts/brightline1';
    expect(withAddress(before, address)).toMatchObject({
      draft: { accountSid: 'brightline1', apiKey: 'mine', apiToken: '' },
      taken: ['region', 'accountSid'],
      // Nobody has to look for what stands there.
      missing: ['apiToken'],
    });
  });

  test('of a server of one’s own: its base URL was taken', () => {
    const address = 'http://k:t@127.0.0.1:9000/v3/accounts/acme1';
    expect(withAddress(emptyDraft, address)?.taken).toEqual([
      'baseUrl',
      'accountSid',
      'apiKey',
      'apiToken',
    ]);
  });

  test('says so when it is none', () => {
    expect(withAddress(emptyDraft, 'hello')).toBeNull();
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

  test('a new key wants its token, though another pair is stored', () => {
    const draft = { ...emptyDraft, accountSid: 'acme1', apiKey: 'new' };
    expect(missingFields(draft, true, true)).toEqual(['apiToken']);
  });
});

test('each refusal of an account is about a field, or about none', () => {
  expect(fieldsAtFault('wrong_credentials')).toEqual(['apiKey', 'apiToken']);
  expect(fieldsAtFault('agent_number_invalid')).toEqual(['agentUri']);
  expect(fieldsAtFault('provider_unreachable')).toEqual([]);
});

test('only what the network or Exotel itself may be to blame for is kept untested', () => {
  const doubtful = errorCodes.filter(mayBeRight);
  expect(doubtful).toEqual(['provider_rate_limited', 'provider_unreachable', 'provider_trouble']);
});
