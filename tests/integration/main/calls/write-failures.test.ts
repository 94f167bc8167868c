import { describe, expect, test } from 'vitest';
import type { Log } from '../../../../src/main/base/log.ts';
import { openConnection } from '../../../../src/main/storage/database/connection.ts';
import { pageCalls } from '../../../../src/main/storage/tables/call-history.ts';
import { getCall, getFacts, listTimeline } from '../../../../src/main/storage/tables/calls.ts';
import { breakages, takeTableAway } from '../../../support/broken-disk.ts';
import { heard, type Rig, setUpCalls } from '../../../support/call-rig.ts';
import { dialInput } from '../../../support/compose-calls.ts';
import { saveContact } from '../../../support/contacts.ts';
import { dialled } from '../../../support/dialled.ts';
import {
  callAnswer,
  callSid,
  endedAnswer,
  errorAnswer,
  leg,
  legsAnswer,
} from '../../../support/exotel-answers.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';
import type { Entry, Reply } from '../../../support/loopback-provider.ts';
import { patience } from '../../../support/patience.ts';
import { refusalOf } from '../../../support/refusal.ts';

const number = '98765 43210';
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false, results: [] };
/** The first look comes within this time. */
const firstLookMs = 2_000;
const rewriteMs = 2_000;

/** A call that is answered by both, and over at the third look. */
function wholeCall({ method, path }: Entry): Reply {
  if (method === 'POST') return callAnswer();
  if (path.endsWith('/legs')) return legsAnswer([leg('in-progress')], [leg('in-progress')]);
  return endedAnswer();
}
const wholeStory = [
  'recorded',
  'sent',
  'accepted',
  'agent_ringing',
  'agent_answered',
  'customer_dialled',
  'talked',
  'ended',
];

const kindsOf = (rig: Rig, id: string) => listTimeline(rig.db, id).map(({ kind }) => kind);
const states = (rig: Rig) => pageCalls(rig.db, everything, null, 10).map(({ state }) => state);

describe.each(breakages)('$name', (breakage) => {
  const { code, missing } = breakage;

  test.skipIf(missing)('at the row: nothing is sent, and nothing is left behind', async () => {
    const rig = await setUpCalls(() => callAnswer());
    const service = rig.start({ clock: new FakeClock() });
    const mend = breakage.break(rig.db);
    expect(await refusalOf(service.dial(dialInput(number)))).toBe(code);
    mend();
    expect(rig.leaving).toEqual([]);
    expect(states(rig)).toEqual([]);
    expect(await service.dial(dialInput(number))).toMatchObject({ state: 'accepted' });
  });

  test.skipIf(missing)('at the mark: nothing is sent, and the call says why', async () => {
    const rig = await setUpCalls(() => callAnswer());
    const clock = new FakeClock();
    let mend: (() => void) | undefined;
    const service = rig.start({
      clock: {
        // The service asks for the time between writing the row and marking it.
        now: () => {
          if (!mend && states(rig)[0] === 'recorded') mend = breakage.break(rig.db);
          return clock.now();
        },
        setTimeout: (task, ms) => clock.setTimeout(task, ms),
      },
    });
    const shown: unknown[] = [];
    service.changed.on((call) => shown.push([call.state, dialled(call).dial.problem?.kind]));
    expect(await refusalOf(service.dial(dialInput(number)))).toBe(code);
    expect(rig.leaving).toEqual([]);
    expect(shown).toEqual([['not_sent', 'book_unwritable']]);
    expect(states(rig)).toEqual(['recorded']);
    mend?.();
    await clock.advance(rewriteMs);
    expect(pageCalls(rig.db, everything, null, 10)).toMatchObject([
      { state: 'not_sent', outcome: 'not_sent', dial: { problem: { kind: 'book_unwritable' } } },
    ]);
    // What was never sent does not keep the line busy.
    expect(await service.dial(dialInput(number))).toMatchObject({ state: 'accepted' });
  });

  test.skipIf(missing)('from the answer to the end: told as it is, kept in order', async () => {
    let mend = (): void => {};
    const rig = await setUpCalls((entry) => {
      if (entry.method === 'POST') mend = breakage.break(rig.db);
      return wholeCall(entry);
    });
    const clock = new FakeClock();
    const service = rig.start({ clock });
    const problems: (string | null)[] = [];
    const finished: string[] = [];
    service.writeProblem.on((failure) => problems.push(failure?.code ?? null));
    service.ended.on(({ state }) => finished.push(state));

    const { id, state } = await service.dial(dialInput(number));
    expect(state).toBe('accepted');
    await settle();
    const answered = heard(service, (call) => call.state === 'agent_answered');
    await clock.advance(firstLookMs);
    await answered;
    expect(await service.handlers.pollNow({ id })).toMatchObject({ state: 'ended' });
    expect(await service.handlers.current({})).toMatchObject([{ id, state: 'ended' }]);
    expect(getFacts(rig.db, id)?.state).toBe('sending');
    await clock.advance(3 * rewriteMs);
    expect(new Set(problems)).toEqual(new Set(['not_saved']));
    expect(finished).toEqual([]);

    mend();
    await clock.advance(rewriteMs);
    expect(problems.at(-1)).toBeNull();
    expect(finished).toEqual(['ended']);
    expect(getCall(rig.db, id)).toMatchObject({
      state: 'ended',
      outcome: 'completed',
      sid: callSid,
      talkSeconds: 59,
    });
    expect(kindsOf(rig, id).sort()).toEqual([...wholeStory].sort());
    expect(rig.leaving).toHaveLength(1);
  });

  test.skipIf(missing)('at the settling: settled once the disk takes it', async () => {
    const rig = await setUpCalls(() => endedAnswer());
    const clock = new FakeClock();
    const errors: string[] = [];
    const log: Log = { info: () => {}, warn: () => {}, error: (text) => errors.push(text) };
    await rig.start({ clock, log }).dial(dialInput(number));
    const mend = breakage.break(rig.db);
    await clock.advance(5 * 60_000);
    await expect.poll(() => errors, patience).toContain('a call could not be settled');
    const settled = () => rig.db.prepare('SELECT settled FROM calls').pluck().get();
    expect(settled()).toBe(0);
    mend();
    await clock.advance(rewriteMs);
    expect(settled()).toBe(1);
  });

  test.skipIf(missing)('at the verdict: taken, and written later', async () => {
    const rig = await setUpCalls(() => errorAnswer(500, 1100));
    const clock = new FakeClock();
    const service = rig.start({ clock });
    const { id } = await service.dial(dialInput(number));
    const mend = breakage.break(rig.db);
    const said = await service.handlers.resolve({ id, verdict: 'silent' });
    expect(said).toMatchObject({ state: 'unknown', dial: { verdict: 'silent' } });
    mend();
    expect(dialled(getFacts(rig.db, id)).dial.verdict).toBeNull();
    await clock.advance(rewriteMs);
    expect(dialled(getFacts(rig.db, id)).dial.verdict).toBe('silent');
  });

  test.skipIf(missing)('at a note, a result, the wrap-up: said, and nothing changed', async () => {
    const rig = await setUpCalls(() => endedAnswer());
    const service = rig.start({ clock: new FakeClock() });
    const { id } = await service.dial(dialInput(number));
    const { setNote, setDisposition, finishWrapUp } = service.handlers;
    await setNote({ id, note: 'before' });
    const writes = [
      () => setNote({ id, note: 'after' }),
      () => setDisposition({ id, disposition: 'sale' }),
      () => finishWrapUp({ id }),
    ];
    const mend = breakage.break(rig.db);
    for (const write of writes)
      expect(await refusalOf(Promise.resolve().then(write))).toBe('not_saved');
    mend();
    expect(getCall(rig.db, id)).toMatchObject({ note: 'before', disposition: null });
    for (const write of writes) await write();
    expect(getCall(rig.db, id)).toMatchObject({ note: 'after', disposition: 'sale' });
  });
});

test('quitting tries once more to write what waits', async () => {
  let mend = (): void => {};
  const rig = await setUpCalls(() => {
    mend = takeTableAway(rig.db);
    return callAnswer();
  });
  const service = rig.start({ clock: new FakeClock() });
  const { id } = await service.dial(dialInput(number));
  mend();
  expect(getFacts(rig.db, id)?.state).toBe('sending');
  service.stop();
  expect(getFacts(rig.db, id)?.state).toBe('accepted');
});

describe('a database that can be neither written nor read', () => {
  test('after the answer: the agent hears what became of the call', async () => {
    let mend = (): void => {};
    const rig = await setUpCalls(({ method }) => {
      if (method === 'POST') mend = takeTableAway(rig.db);
      return callAnswer();
    });
    saveContact(rig.db, { name: 'Asha', number: '+919876543210' });
    const clock = new FakeClock();
    const service = rig.start({ clock });
    const call = await service.dial(dialInput(number));
    expect(call).toMatchObject({
      state: 'accepted',
      sid: callSid,
      customerName: 'Asha',
      note: '',
      recording: { state: 'none' },
    });
    mend();
    await clock.advance(rewriteMs);
    const { nextPollAt, asOf, ...told } = call;
    expect(getCall(rig.db, call.id)).toMatchObject(told);
    expect(nextPollAt).toBeNull();
    expect(asOf).toBeGreaterThan(0);
  });

  test('while a call is followed: it is followed on', async () => {
    const rig = await setUpCalls(({ method }) =>
      method === 'POST' ? callAnswer() : endedAnswer(),
    );
    const clock = new FakeClock();
    const service = rig.start({ clock });
    const { id } = await service.dial(dialInput(number));
    await settle();
    const mend = takeTableAway(rig.db);
    expect(await refusalOf(Promise.resolve(service.handlers.pollNow({ id })))).toBe(
      'database_unavailable',
    );
    await clock.advance(60_000);
    mend();
    // By its own schedule, however often it could not look.
    const state = async () => {
      await clock.advance(60_000);
      return getFacts(rig.db, id)?.state;
    };
    await expect.poll(state, patience).toBe('ended');
  });

  test('a closed database: refused before, truthful after', async () => {
    const rig = await setUpCalls(() => {
      db.close();
      return callAnswer();
    });
    const db = openConnection(rig.file);
    const service = rig.start({ db, clock: new FakeClock() });
    expect(await service.dial(dialInput(number))).toMatchObject({ state: 'accepted' });
    await expect(service.dial(dialInput('98765 43211'))).rejects.toThrow();
    expect(rig.leaving).toHaveLength(1);
  });
});

test('a call that was erased meanwhile is not written for ever', async () => {
  const rig = await setUpCalls(() => {
    rig.db.exec('DELETE FROM calls');
    return callAnswer();
  });
  const clock = new FakeClock();
  const service = rig.start({ clock });
  const problems: unknown[] = [];
  service.writeProblem.on((failure) => problems.push(failure));
  expect(await refusalOf(service.dial(dialInput(number)))).toBe('not_found');
  await clock.advance(10 * rewriteMs);
  expect(problems).toEqual([null]);
});
