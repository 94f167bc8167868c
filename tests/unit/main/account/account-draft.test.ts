import { expect, test } from 'vitest';
import { canRing, parseAddress, parseDraft } from '../../../../src/main/account/account-draft.ts';
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
  // As Exotel's API documentation writes its own ids of VOIP users.
  [{ agentUri: 'sip:vikassffbbfc17' }, { agentUri: 'sip:vikassffbbfc17' }],
  [{ agentUri: 'sips:asha@10.0.0.1:5061' }, { agentUri: 'sips:asha@10.0.0.1:5061' }],
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
  [{ accountSid: '' }, 'account_sid_invalid'],
  [{ accountSid: 'acme/../other' }, 'account_sid_invalid'],
  [{ accountSid: 'a'.repeat(65) }, 'account_sid_invalid'],
  [{ agentUri: '' }, 'agent_number_invalid'],
  [{ agentUri: 'asha' }, 'agent_number_invalid'],
  [{ agentUri: 'sip:a b' }, 'agent_number_invalid'],
  [{ agentUri: 'sip:' }, 'agent_number_invalid'],
  [{ agentUri: 'sip:me' }, 'agent_number_invalid'],
  [{ agentUri: 'sip:somebody' }, 'agent_number_invalid'],
  [{ agentUri: 'sip:me@' }, 'agent_number_invalid'],
  [{ agentUri: 'sip:me@host..example' }, 'agent_number_invalid'],
  [{ agentUri: '12345' }, 'agent_number_invalid'],
  [{ virtualNumber: '' }, 'virtual_number_invalid'],
  [{ virtualNumber: '12345' }, 'virtual_number_invalid'],
  [{ virtualNumber: 'my ExoPhone' }, 'virtual_number_invalid'],
  [{ agentUri: '98000 00001, 98000 00002' }, 'agent_number_invalid'],
  [{ agentUri: '022 2498 7711 ext. 12' }, 'agent_number_invalid'],
  [{ virtualNumber: '022 4149 9102 ext. 12' }, 'virtual_number_invalid'],
  [{ virtualNumber: '1800 123 4567 12' }, 'virtual_number_invalid'],
] as const)('%j is refused: %s', (changes, code) => {
  expect(() => parseDraft({ ...draft, ...changes }, 'IN')).toThrow(code);
});

test.each(['+919800000001', 'sip:asha@voip.exotel.com', 'sip:vikassffbbfc17'])(
  '%s can ring',
  (uri) => expect(canRing(uri)).toBe(true),
);

test.each(['sip:me', 'sip:asha', 'abc', '', '98000'])('%j cannot', (uri) =>
  expect(canRing(uri)).toBe(false),
);
