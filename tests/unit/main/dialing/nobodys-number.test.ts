import { expect, test } from 'vitest';
import { parseNumber } from '../../../../src/main/base/phone-number.ts';
import { nobodysNumber, understoodFor } from '../../../../src/main/dialing/nobodys-number.ts';

const account = { agentUri: '+919800000001', virtualNumber: '02241499102' };
const real = { account, practice: false };
const practice = { account, practice: true };
const unknown = { name: null, doNotCall: false, lastCalledAt: null, practiceStory: null };
const read = (text: string, inUse = real) =>
  understoodFor({ ...parseNumber(text, 'IN'), ...unknown }, inUse);

test.each([
  ['+919800000001', real, 'number_own_phone'],
  ['+919800000001', practice, 'number_own_phone'],
  ['+912241499102', real, 'number_exophone'],
  ['+447700900005', real, 'number_practice'],
  ['+447700900005', practice, null],
  ['+447700900005', { account: null, practice: false }, 'number_practice'],
  ['+919876543210', real, null],
  ['+919876543210', { account: null, practice: false }, null],
  ['+919876543210', { account: { ...account, agentUri: 'sip:9876543210' }, practice: false }, null],
] as const)('%s on %j: %s', (e164, inUse, problem) => {
  expect(nobodysNumber(e164, inUse)).toBe(problem);
});

test('one’s own numbers are understood, and not to be dialled, however they are written', () => {
  for (const text of ['98000 00001', '+91-98000-00001', 'Mob: ९८००० ००००१', 'wa.me/919800000001'])
    expect(read(text)).toMatchObject({ valid: false, e164: null, problem: 'number_own_phone' });
  expect(read('022 4149 9102')).toMatchObject({ valid: false, problem: 'number_exophone' });
  expect(read('98765 43210')).toMatchObject({ valid: true, e164: '+919876543210' });
});

test('among several they are no choice', () => {
  const several = read('98000 00001, 98765 43210, 022 4149 9102');
  expect(several.candidates.map(({ e164 }) => e164)).toEqual(['+919876543210']);
  expect(several).toMatchObject({ valid: false, problem: 'number_several' });
  expect(read('98000 00001, 022 4149 9102')).toMatchObject({
    problem: 'number_own_phone',
    candidates: [],
  });
});
