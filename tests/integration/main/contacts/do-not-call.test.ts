import { expect, test } from 'vitest';
import { createContactHandlers } from '../../../../src/main/contacts/contact-service.ts';
import { findMark } from '../../../../src/main/storage/tables/do-not-call-marks.ts';
import { listCallsAfter, removeCalls } from '../../../../src/main/storage/tables/erasure.ts';
import { restoreCalls } from '../../../../src/main/storage/tables/removed-calls.ts';
import { heard, setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { saveContact } from '../../../support/contacts.ts';
import { callAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { addCall, openTestDatabase } from '../../../support/test-database.ts';

const number = '98765 43210';
const e164 = '+919876543210';

async function setUpDatabase(reply = callAnswer()) {
  const rig = await setUpCalls(() => reply);
  const clock = new FakeClock();
  const service = rig.start({ clock });
  let told = 0;
  service.marksChanged.on(() => {
    told += 1;
  });
  return {
    rig,
    clock,
    service,
    handlers: service.handlers,
    call: addCall(rig.db),
    mark: () => findMark(rig.db, false, e164),
    told: () => told,
  };
}

test('the result that says so marks the number; taking it back takes its mark', async () => {
  const { clock, service, handlers, call, mark, told } = await setUpDatabase();
  const { id } = call;
  expect(await handlers.setDisposition({ id, disposition: 'do_not_call' })).toMatchObject({
    disposition: 'do_not_call',
    doNotCall: true,
  });
  expect(mark()).toEqual({ number: e164, at: clock.now(), source: 'result' });
  expect(await refusalOf(service.dial(dialInput(number)))).toBe('do_not_call');
  expect(await handlers.setDisposition({ id, disposition: 'interested' })).toMatchObject({
    doNotCall: false,
  });
  expect(mark()).toBeNull();
  await handlers.finishWrapUp({ id, disposition: 'do_not_call' });
  expect(mark()).toMatchObject({ source: 'result' });
  await handlers.reopenWrapUp({ id, disposition: 'interested' });
  expect(mark()).toBeNull();
  expect(told()).toBe(4);
  expect(await service.dial(dialInput(number))).toMatchObject({ dial: { doNotCallReason: null } });
});

test('only the mark of this result goes, no other', async () => {
  const { rig, handlers, call, mark } = await setUpDatabase();
  const other = addCall(rig.db);
  await handlers.setDisposition({ id: other.id, disposition: 'do_not_call' });
  await handlers.setDisposition({ id: call.id, disposition: 'do_not_call' });
  await handlers.setDisposition({ id: call.id, disposition: null });
  expect(mark()).toMatchObject({ source: 'result' });
  await handlers.setDisposition({ id: other.id, disposition: null });
  expect(mark()).toBeNull();
  saveContact(rig.db, { name: 'Asha', number: e164, doNotCall: true });
  await handlers.setDisposition({ id: call.id, disposition: 'do_not_call' });
  await handlers.setDisposition({ id: call.id, disposition: null });
  expect(mark()).toMatchObject({ source: 'agent' });
});

test('the same result said twice does not bring a mark back that was taken away', async () => {
  const { rig, handlers, call, mark } = await setUpDatabase();
  const say = () => handlers.setDisposition({ id: call.id, disposition: 'do_not_call' });
  await say();
  await contactsOf(rig.db).setDoNotCall({ number: e164, on: false });
  await say();
  expect(mark()).toBeNull();
});

test('what Exotel’s register blocks is marked, in the same write as the refusal', async () => {
  const { rig, service, mark, told } = await setUpDatabase(errorAnswer(403, 10_717));
  const blocked = heard(service, ({ state }) => state === 'rejected');
  const call = await service.dial(dialInput(number));
  expect(call).toMatchObject({ state: 'rejected', dial: { problem: { kind: 'blocked_dnd' } } });
  expect(await blocked).toMatchObject({ doNotCall: true });
  expect(mark()).toMatchObject({ source: 'exotel' });
  expect(told()).toBe(1);
  expect(await refusalOf(service.dial(dialInput(number)))).toBe('do_not_call');
  // Tried with a reason, it is blocked again, and marked once.
  await service.dial({ ...dialInput(number), doNotCallReason: 'she asked to be called' });
  expect(rig.onDisk('SELECT count(*) FROM do_not_call')).toEqual([1]);
});

test('a reason that was not needed is not kept', async () => {
  const { service } = await setUpDatabase();
  const call = await service.dial({ ...dialInput(number), doNotCallReason: 'just in case' });
  expect(call.dial.doNotCallReason).toBeNull();
});

test('the reason outlives the call’s story and a restart', async () => {
  const { rig, service, clock } = await setUpDatabase();
  saveContact(rig.db, { name: 'Asha', number: e164, doNotCall: true });
  const input = { ...dialInput(number), doNotCallReason: 'she asked to be called' };
  const { id } = await service.dial(input);
  await clock.advance(10_000);
  const again = rig.start({ clock });
  again.start();
  const [call] = await again.handlers.current({});
  expect(call).toMatchObject({ id, dial: { doNotCallReason: 'she asked to be called' } });
});

function contactsOf(db: Parameters<typeof addCall>[0], practice = false) {
  return createContactHandlers({
    db,
    now: () => 7,
    defaultCountry: () => 'IN',
    isPractice: () => practice,
    changed: () => {},
  });
}

test('no way to save or remove a contact loses a mark', async () => {
  const { db } = openTestDatabase();
  const contacts = contactsOf(db);
  const other = '+919876543211';
  const save = (id: number | null, name: string, number: string, replace = false) =>
    contacts.save({ id, name, number, replace });
  const chitra = await save(null, 'Chitra', e164);
  await contacts.setDoNotCall({ number: e164, on: true });
  const bimal = await save(null, 'Bimal', other);

  expect(() => save(bimal.id, 'Bimal', e164)).toThrow('contact_exists');
  expect(await contacts.find({ number: e164 })).toMatchObject({
    contact: { id: chitra.id, name: 'Chitra', doNotCall: true },
    mark: { at: 7, source: 'agent' },
  });
  expect(await save(bimal.id, 'Bimal', e164, true)).toMatchObject({ doNotCall: true });
  // To another number: the mark is the old number's.
  expect(await save(bimal.id, 'Bimal', other)).toMatchObject({ doNotCall: false });
  expect(findMark(db, false, e164)).not.toBeNull();
  const again = await save(null, 'Chitra', e164);
  expect(again).toMatchObject({ doNotCall: true });
  await contacts.remove({ id: again.id ?? 0 });
  expect(await contacts.find({ number: e164 })).toMatchObject({
    contact: null,
    mark: { source: 'agent' },
  });
  await contacts.setDoNotCall({ number: e164, on: false });
  expect(findMark(db, false, e164)).toBeNull();
});

test('a mark is of one history', async () => {
  const { db } = openTestDatabase();
  await contactsOf(db, true).setDoNotCall({ number: e164, on: true });
  expect(await contactsOf(db).find({ number: e164 })).toEqual({ contact: null, mark: null });
  await contactsOf(db).setDoNotCall({ number: e164, on: false });
  expect(findMark(db, true, e164)).not.toBeNull();
});

test('a mark outlives the call that made it, and knows it again when it is restored', async () => {
  const { rig, handlers, call, mark } = await setUpDatabase();
  await handlers.setDisposition({ id: call.id, disposition: 'do_not_call' });
  removeCalls(rig.db, listCallsAfter(rig.db, 0, 10), 0);
  expect(mark()).toMatchObject({ source: 'result' });
  expect(rig.onDisk('SELECT call_id FROM do_not_call')).toEqual([null]);
  restoreCalls(rig.db, 0, 10);
  expect(rig.onDisk('SELECT call_id FROM do_not_call')).toEqual([call.id]);
  await handlers.setDisposition({ id: call.id, disposition: null });
  expect(mark()).toBeNull();
});

test.each(['+9109876543210', '+91 (0) 98765 43210', '098765 43210', 'tel:+91-98765-43210'])(
  'a number that is marked as %j is refused as it is dialled',
  async (form) => {
    const { rig, service, mark } = await setUpDatabase();
    const contacts = createContactHandlers({
      db: rig.db,
      now: () => 0,
      defaultCountry: () => 'IN',
      isPractice: () => false,
      changed: () => {},
    });
    await contacts.setDoNotCall({ number: form, on: true });
    expect(mark()).toMatchObject({ number: e164, source: 'agent' });
    expect(await refusalOf(service.dial(dialInput(number)))).toBe('do_not_call');
    await contacts.setDoNotCall({ number: form, on: false });
    expect(mark()).toBeNull();
  },
);
