import { expect, test } from 'vitest';
import { setNote } from '../../../../src/main/storage/tables/calls.ts';
import { setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { callAnswer, errorAnswer } from '../../../support/exotel-answers.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { refusalOf } from '../../../support/refusal.ts';
import { addCall } from '../../../support/test-database.ts';

async function setUp(reply = callAnswer()) {
  const rig = await setUpCalls(() => reply);
  const service = rig.start({ clock: new FakeClock() });
  const shown = async () => (await service.handlers.current({})).map(({ id }) => id);
  return { rig, service, handlers: service.handlers, shown };
}

test('each wrap-up waits until the agent closes it, over a restart as well', async () => {
  const { rig, service, handlers, shown } = await setUp();
  const [first, second, third] = [addCall(rig.db), addCall(rig.db), addCall(rig.db)];
  expect(await shown()).toEqual([third.id, second.id, first.id]);
  const closed = await handlers.finishWrapUp({ id: third.id, disposition: 'interested' });
  expect(closed).toMatchObject({ id: third.id, disposition: 'interested' });
  expect(await shown()).toEqual([second.id, first.id]);
  const next = await service.dial(dialInput('98765 43219'));
  const again = rig.start({ clock: new FakeClock() });
  const left = (await again.handlers.current({})).map(({ id }) => id);
  expect(left).toEqual([next.id, second.id, first.id]);
});

test('more than a handful stay open, newest first', async () => {
  const { rig, shown } = await setUp();
  const ids = Array.from({ length: 30 }, () => addCall(rig.db).id).reverse();
  expect(await shown()).toEqual(ids);
});

test('closing without a result keeps the one that was given; with null it takes it away', async () => {
  const { rig, handlers } = await setUp();
  const { id } = addCall(rig.db);
  await handlers.setDisposition({ id, disposition: 'call_later' });
  expect(await handlers.finishWrapUp({ id })).toMatchObject({ disposition: 'call_later' });
  expect(await handlers.finishWrapUp({ id, disposition: null })).toMatchObject({
    disposition: null,
  });
});

test('a wrap-up that was closed can be taken back, with the result of before', async () => {
  const { rig, handlers, shown } = await setUp();
  const { id } = addCall(rig.db);
  await handlers.finishWrapUp({ id, disposition: 'wrong_number' });
  expect(await shown()).toEqual([]);
  expect(await handlers.reopenWrapUp({ id, disposition: null })).toMatchObject({
    id,
    disposition: null,
  });
  expect(await shown()).toEqual([id]);
});

test('a call that is under way is not closed, and keeps what it had', async () => {
  const { service, handlers, shown } = await setUp();
  const { id } = await service.dial(dialInput('98765 43210'));
  const finish = async () => handlers.finishWrapUp({ id, disposition: 'interested' });
  expect(await refusalOf(finish())).toBe('bad_input');
  expect(await handlers.current({})).toMatchObject([{ id, disposition: null }]);
  expect(await shown()).toEqual([id]);
});

test('a call in doubt may be closed', async () => {
  const { rig, handlers, shown } = await setUp();
  const { id } = addCall(rig.db, { state: 'unknown', outcome: 'unknown' });
  await handlers.finishWrapUp({ id });
  expect(await shown()).toEqual([]);
});

test('what was never placed and has no note makes way for the next call; a note keeps it', async () => {
  const { service, handlers, rig, shown } = await setUp(errorAnswer(409, 10_706));
  const refused = await service.dial(dialInput('98765 43210'));
  const noted = await service.dial(dialInput('98765 43211'));
  setNote(rig.db, noted.id, 'ask for the new number');
  const last = await service.dial(dialInput('98765 43212'));
  expect(await shown()).toEqual([last.id, noted.id]);
  expect(await refusalOf((async () => handlers.finishWrapUp({ id: 'none' }))())).toBe('not_found');
  await handlers.reopenWrapUp({ id: refused.id, disposition: null });
  expect(await shown()).toEqual([last.id, noted.id, refused.id]);
});
