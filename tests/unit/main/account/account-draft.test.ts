import { expect, test } from 'vitest';
import { parseAddress, parseDraft } from '../../../../src/main/account/account-draft.ts';
import type { AccountDraft } from '../../../../src/shared/domain/account.ts';

const draft: AccountDraft = {
  region: 'mumbai',
  baseUrl: '',
  accountSid: ' acme1 ',
  apiKey: 'k',
  apiToken: 't',
  agentUri: '098000 00001',
  virtualNumber: '022 4149 9102',
};

test('what onboarding sends becomes an account without secrets', () => {
  expect(parseDraft(draft, 'IN')).toEqual({
    region: 'mumbai',
    baseUrl: 'https://ccm-api.in.exotel.com',
    accountSid: 'acme1',
    agentUri: '+919800000001',
    virtualNumber: '+912241499102',
  });
});

test.each([
  [{ region: 'singapore' }, 'https://ccm-api.exotel.com'],
  // What stands in the field counts only where the region is "custom".
  [{ region: 'singapore', baseUrl: 'https://evil.example' }, 'https://ccm-api.exotel.com'],
  [{ region: 'custom', baseUrl: 'http://127.0.0.1:9/' }, 'http://127.0.0.1:9'],
] as const)('%j is at %s', (changes, baseUrl) => {
  expect(parseAddress({ ...draft, ...changes }).baseUrl).toBe(baseUrl);
});

test.each([
  [{ agentUri: 'sip:asha' }, { agentUri: 'sip:asha' }],
  [{ agentUri: ' sip:asha@voip.exotel.com ' }, { agentUri: 'sip:asha@voip.exotel.com' }],
  [{ virtualNumber: '080-4711' }, { virtualNumber: '0804711' }],
  [{ virtualNumber: '०८०-४७११' }, { virtualNumber: '0804711' }],
  [{ agentUri: 'Mob: ९८००० ००००१' }, { agentUri: '+919800000001' }],
  [{ virtualNumber: '+1 (415) 555-2671' }, { virtualNumber: '+14155552671' }],
])('%j is understood', (changes, expected) => {
  expect(parseDraft({ ...draft, ...changes }, 'IN')).toMatchObject(expected);
});

test.each([
  [{ region: 'custom', baseUrl: 'http://host.example' }, 'invalid_base_url'],
  [{ region: 'custom', baseUrl: '' }, 'invalid_base_url'],
  [{ accountSid: '' }, 'wrong_account_sid'],
  [{ accountSid: 'acme/../other' }, 'wrong_account_sid'],
  [{ accountSid: 'a'.repeat(65) }, 'wrong_account_sid'],
  [{ agentUri: '' }, 'no_agent_number'],
  [{ agentUri: 'asha' }, 'no_agent_number'],
  [{ agentUri: 'sip:a b' }, 'no_agent_number'],
  [{ agentUri: 'sip:' }, 'no_agent_number'],
  [{ agentUri: '98000 00001, 98000 00002' }, 'no_agent_number'],
  [{ agentUri: '022 2498 7711 ext. 12' }, 'no_agent_number'],
  [{ virtualNumber: '022 4149 9102 ext. 12' }, 'no_virtual_number'],
  [{ virtualNumber: '1800 123 4567 12' }, 'no_virtual_number'],
  [{ virtualNumber: '' }, 'no_virtual_number'],
  [{ virtualNumber: '12345' }, 'no_virtual_number'],
  [{ virtualNumber: 'my ExoPhone' }, 'no_virtual_number'],
] as const)('%j is refused: %s', (changes, code) => {
  expect(() => parseDraft({ ...draft, ...changes }, 'IN')).toThrow(code);
});
