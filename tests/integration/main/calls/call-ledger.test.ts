import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CallLedger } from '../../../../src/main/calls/call-ledger.ts';
import { type CallEvent, transition } from '../../../../src/main/calls/call-machine.ts';
import { timelineOf } from '../../../../src/main/calls/timeline.ts';
import { getFacts } from '../../../../src/main/storage/tables/calls.ts';
import { takeTableAway } from '../../../support/broken-disk.ts';
import {
  callLeg,
  problem,
  providerCall,
  recordedCall,
  startedAt,
} from '../../../support/call-facts.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

const news: CallEvent[] = [
  { type: 'accepted', at: startedAt + 1, call: providerCall() },
  { type: 'ambiguous', at: startedAt + 1, problem: problem(), sid: 'sid-1' },
  { type: 'rejected', at: startedAt + 1, problem: problem() },
  { type: 'legs', at: startedAt + 2, legs: [callLeg('agent', 'in-progress')] },
  { type: 'legs', at: startedAt + 3, legs: [callLeg('customer', 'in-progress')] },
  { type: 'poll_failed', at: startedAt + 4, problem: problem({ kind: 'rate_limited' }) },
  { type: 'details', at: startedAt + 5, call: providerCall() },
  { type: 'verdict', at: startedAt + 6, verdict: 'rang' },
  {
    type: 'details',
    at: startedAt + 7,
    call: providerCall({ over: true, statusRaw: 'completed', outcome: 'completed' }),
  },
];

const nothing = (): void => {};

/** An event, and whether the disk is broken while it comes. */
const weather = fc.record({
  event: fc.constantFrom(...news),
  broken: fc.boolean(),
  mended: fc.nat(3_000),
});

test('whatever the disk does, the ledger ends as the events say, each told once, in order', async () => {
  const { db } = openTestDatabase();
  const inOrder = db.prepare('SELECT kind FROM timeline WHERE call_id = ? ORDER BY rowid').pluck();
  let calls = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(weather, { maxLength: 12 }), async (days) => {
      calls += 1;
      const clock = new FakeClock(startedAt);
      const log = { info: () => {}, warn: () => {}, error: () => {} };
      const ledger = new CallLedger({
        db,
        clock,
        bootedAt: 0,
        log,
        nextPollAt: () => null,
        callNow: clock.now,
      });
      const problems: unknown[] = [];
      ledger.problem.on((failure) => problems.push(failure));
      const facts = recordedCall({ id: `call-${calls}` });
      ledger.write(facts, { customerName: null, doNotCall: false });

      let expected = ledger.facts(facts.id) ?? facts;
      const kinds = ['recorded', 'sent'];
      for (const { event, broken, mended } of days) {
        let mend = broken ? takeTableAway(db) : nothing;
        const after = transition(expected, event);
        kinds.push(...timelineOf(expected, after, event).map(({ kind }) => kind));
        expected = after;
        // While a call is being placed it is in memory; later a broken database may refuse,
        // unharmed.
        try {
          ledger.apply(facts.id, event);
        } catch {
          mend();
          mend = nothing;
          ledger.apply(facts.id, event);
        }
        expect(ledger.facts(facts.id)).toEqual(expected);
        mend();
        await clock.advance(mended);
      }
      await clock.advance(2_000);
      expect(getFacts(db, facts.id)).toEqual(expected);
      expect(inOrder.all(facts.id)).toEqual(kinds);
      expect(problems.at(-1) ?? null).toBeNull();
      ledger.dispose();
    }),
    { numRuns: 60, seed: 42 },
  );
});
