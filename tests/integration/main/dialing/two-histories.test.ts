import { expect, test } from 'vitest';
import { lookUpNumber } from '../../../../src/main/dialing/look-up-number.ts';
import { listRecentNumbers } from '../../../../src/main/storage/tables/call-history.ts';
import { practiceNumber } from '../../../../src/shared/domain/practice-story.ts';
import { setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { saveContact } from '../../../support/contacts.ts';
import { callAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { addCall } from '../../../support/test-database.ts';

const number = '98765 43210';
const e164 = '+919876543210';

/** The app with an account that can be changed, as the agent does in the settings. */
async function setUp(options: { agentUri?: string; virtualNumber?: string } = {}) {
  const rig = await setUpCalls(() => callAnswer());
  let practice = false;
  const clock = new FakeClock();
  const service = rig.start({ clock, practice: () => practice, ...options });
  return {
    rig,
    clock,
    service,
    use: (which: 'practice' | 'real') => {
      practice = which === 'practice';
    },
    dial: (text: string, changes: object = {}) => {
      return service.dial({ ...dialInput(text), practice, ...changes });
    },
  };
}

test('a window that still shows the other account dials nothing', async () => {
  const { rig, dial, use } = await setUp();
  expect(await refusalOf(dial(number, { practice: true }))).toBe('account_switched');
  use('practice');
  expect(await refusalOf(dial(number, { practice: false }))).toBe('account_switched');
  expect(rig.leaving).toEqual([]);
  expect(await dial(number)).toMatchObject({ state: 'accepted', practice: true });
});

test('a dial that waits for the database goes out by no other real account', async () => {
  const rig = await setUpCalls(() => callAnswer());
  let accountSid = 'acme1';
  let change = (): void => {
    accountSid = 'acme2';
  };
  const service = rig.start({
    clock: new FakeClock(),
    accountSid: () => accountSid,
    databaseFree: async () => change(),
  });
  expect(await refusalOf(service.dial(dialInput(number)))).toBe('account_switched');
  expect(rig.leaving).toEqual([]);
  change = () => {};
  expect(await service.dial(dialInput(number))).toMatchObject({ accountSid: 'acme2' });
});

test('a practice call is not called again on a real account, nor a real one in practice', async () => {
  const { rig, clock, service, dial, use } = await setUp();
  use('practice');
  const practised = await dial(number);
  use('real');
  expect(await refusalOf(dial(number, { againOf: practised.id }))).toBe('again_practice');
  expect(rig.leaving).toHaveLength(1);
  service.sleep();
  await clock.advance(5_000);
  const real = await dial(number);
  use('practice');
  await clock.advance(5_000);
  expect(await refusalOf(dial(number, { againOf: real.id }))).toBe('again_real');
  expect(rig.leaving).toHaveLength(2);
  const insisted = { againOf: practised.id, confirmed: ['live_call'] };
  expect(await dial(number, insisted)).toMatchObject({ practice: true });
});

test('a card that is out of date does not dial another number', async () => {
  const { rig, dial } = await setUp();
  const { id } = addCall(rig.db, { customerNumber: '+919876543211' });
  expect(await refusalOf(dial(number, { againOf: id }))).toBe('bad_input');
  expect(await refusalOf(dial(number, { againOf: 'gone' }))).toBe('not_found');
  expect(rig.leaving).toEqual([]);
});

test('numbers that only practice has are dialled there alone', async () => {
  const { rig, dial, use } = await setUp();
  const busy = practiceNumber('busy');
  expect(busy).toBe('+447700900005');
  expect(await refusalOf(dial(busy))).toBe('number_practice');
  expect(await refusalOf(dial('+44 7700 900123'))).toBe('number_practice');
  expect(rig.leaving).toEqual([]);
  use('practice');
  expect(await dial(busy)).toMatchObject({
    customerNumber: busy,
    customerDisplay: '+44 7700 900005',
    customerCountry: 'GB',
  });
});

test.each([
  ['the own phone', '+919811122233', '+912241499102', '98111 22233', 'number_own_phone'],
  ['the ExoPhone', '+919811122233', '+912241499102', '022 4149 9102', 'number_exophone'],
  ['a local ExoPhone', '+919811122233', '02241499102', '+91 22 4149 9102', 'number_exophone'],
  ['one without a 0', 'sip:agent@acme1.exotel.in', '2241499102', '02241499102', 'number_exophone'],
])('%s is no customer', async (_, agentUri, virtualNumber, text, code) => {
  const { rig, dial } = await setUp({ agentUri, virtualNumber });
  expect(await refusalOf(dial(text))).toBe(code);
  expect(rig.leaving).toEqual([]);
  expect(await dial('98765 43210')).toMatchObject({ state: 'accepted' });
});

test('the dialer shows the calls of the account in use, and only theirs', async () => {
  const { service, dial, use } = await setUp();
  const shown = async () => (await service.handlers.current({})).map(({ practice }) => practice);
  await dial(number);
  expect(await shown()).toEqual([false]);
  use('practice');
  expect(await shown()).toEqual([]);
  await dial('98765 43211');
  expect(await shown()).toEqual([true]);
});

test('names, marks, recent numbers and "last called" are of one history', async () => {
  const { rig } = await setUp();
  const understood = (practice: boolean) =>
    lookUpNumber(rig.db, number, { defaultCountry: 'IN', practice });
  saveContact(rig.db, { name: 'Asha', number: e164, doNotCall: true });
  saveContact(rig.db, { name: 'A story', number: e164, practice: true });
  const real = addCall(rig.db, { customerNumber: e164 });
  addCall(rig.db, { customerNumber: e164, practice: true, createdAt: real.createdAt + 5 });
  const refused = { outcome: 'rejected', state: 'rejected' } as const;
  addCall(rig.db, { customerNumber: e164, createdAt: real.createdAt + 9, ...refused });
  addCall(rig.db, { customerNumber: '+919876543211', ...refused });
  expect(understood(false)).toMatchObject({
    name: 'Asha',
    doNotCall: true,
    lastCalledAt: real.createdAt,
  });
  expect(listRecentNumbers(rig.db, false, 5)).toMatchObject([
    { id: real.id, customerName: 'Asha', doNotCall: true },
  ]);
  expect(understood(true)).toMatchObject({
    name: 'A story',
    doNotCall: false,
    lastCalledAt: real.createdAt + 5,
  });
  expect(listRecentNumbers(rig.db, true, 5)).toMatchObject([
    { customerName: 'A story', doNotCall: false },
  ]);
});
