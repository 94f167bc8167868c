import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CallEvent, transition } from '../../../../src/main/calls/call-machine.ts';
import { timelineOf } from '../../../../src/main/calls/timeline.ts';
import {
  callFactsSchema,
  callOutcomes,
  isTerminal,
  legStatuses,
  timelineEntrySchema,
} from '../../../../src/shared/domain/call.ts';
import { totalDurationOf } from '../../../../src/shared/domain/total-duration.ts';
import {
  callLeg,
  problem,
  providerCall,
  recordedCall,
  startedAt,
} from '../../../support/call-facts.ts';
import { dialled } from '../../../support/dialled.ts';

const day = 86_400_000;
const at = fc.integer({ min: startedAt, max: startedAt + day });
/** A clock that was set, and a provider's that may stand anywhere. */
const anyTime = fc.oneof(
  at,
  fc.integer({ min: startedAt - 400 * day, max: startedAt + 30_000 * day }),
);
const aheadMs = fc.option(fc.integer({ min: -400 * day, max: 400 * day }));
const sid = fc.constantFrom('sid-1', 'sid-2');
const someProblem = fc.constantFrom(
  problem(),
  problem({ kind: 'rate_limited', httpStatus: 429 }),
  problem({ kind: 'call_not_found', httpStatus: 404 }),
);

const someProviderCall = fc
  .record({
    sid,
    over: fc.boolean(),
    stateRaw: fc.option(fc.string()),
    outcome: fc.option(fc.constantFrom(...callOutcomes)),
    statusRaw: fc.option(fc.string()),
    createdAt: fc.option(anyTime),
    startedAt: fc.option(anyTime),
    endedAt: fc.option(anyTime),
    talkSeconds: fc.option(fc.nat()),
    customField: fc.option(
      fc.constantFrom(
        'handset-call-1',
        'of another call',
        'handset-call-2',
        'a HANDSET-CALL-1&quot;',
      ),
    ),
    recordingUrls: fc.constantFrom<string[]>([], ['https://recordings.exotel.com/a.mp3']),
  })
  .map(providerCall);

const someLegs = fc.array(
  fc
    .tuple(
      fc.constantFrom('agent' as const, 'customer' as const),
      fc.option(fc.constantFrom(...legStatuses)),
      fc.option(anyTime),
    )
    .map(([side, status, createdAt]) => callLeg(side, status, { createdAt })),
  { maxLength: 4 },
);

const timelyEvent: fc.Arbitrary<CallEvent> = fc.oneof(
  fc.record({ type: fc.constant('sending' as const), at }),
  fc.record({ type: fc.constant('accepted' as const), at, call: someProviderCall }),
  fc.record({ type: fc.constant('rejected' as const), at, problem: someProblem }),
  fc.record({ type: fc.constant('not_sent' as const), at, problem: someProblem }),
  fc.record({
    type: fc.constant('ambiguous' as const),
    at,
    problem: someProblem,
    sid: fc.option(sid),
  }),
  fc.record({ type: fc.constant('details' as const), at, call: someProviderCall }),
  fc.record({ type: fc.constant('legs' as const), at, legs: someLegs }),
  fc.record({ type: fc.constant('legs_unsupported' as const), at }),
  fc.record({ type: fc.constant('poll_failed' as const), at, problem: someProblem }),
  fc.record({ type: fc.constant('gave_up' as const), at }),
  fc.record({
    type: fc.constant('verdict' as const),
    at,
    verdict: fc.constantFrom('rang' as const, 'silent' as const),
  }),
  fc.record({ type: fc.constant('sid_learned' as const), at, sid }),
  fc.record({
    type: fc.constant('interrupted' as const),
    at,
    sent: fc.boolean(),
    problem: someProblem,
  }),
);
/** With clocks that were set in between. */
const someEvent: fc.Arbitrary<CallEvent> = fc
  .tuple(timelyEvent, fc.option(anyTime), aheadMs)
  .map(([event, at, ahead]) => ({ ...event, at: at ?? event.at, aheadMs: ahead }));
const someEvents = fc.array(someEvent, { maxLength: 25 });

test('no order of events crashes the machine or makes a row that cannot be read back', () => {
  fc.assert(
    fc.property(someEvents, (events) => {
      let call = recordedCall();
      for (const event of events) {
        const next = transition(call, event);
        callFactsSchema.parse(JSON.parse(JSON.stringify(next)));
        for (const entry of timelineOf(call, next, event)) timelineEntrySchema.parse(entry);
        call = next;
      }
    }),
  );
});

test('a call that was given up goes on by Exotel’s own details of it, and by nothing else', () => {
  fc.assert(
    fc.property(someEvents, someEvent, (events, event) => {
      const taken = { type: 'accepted', at: startedAt, call: providerCall() } as const;
      const lived = [taken, ...events].reduce(transition, recordedCall());
      const before = transition(lived, { type: 'gave_up', at: startedAt });
      fc.pre(before.state === 'no_final_status');
      const after = transition(before, event);
      if (after.state === 'no_final_status') return;
      expect(event).toMatchObject({ type: 'details', call: { sid: before.sid } });
      expect(after.sid).toBe(before.sid);
    }),
  );
});

test('another terminal state is never left, and its outcome stays once Exotel named it', () => {
  fc.assert(
    fc.property(someEvents, someEvents, (before, later) => {
      const call = before.reduce(transition, recordedCall());
      fc.pre(isTerminal(call.state) && call.state !== 'no_final_status');
      let last = call;
      for (const event of later) {
        const next = transition(last, event);
        expect(next.state).toBe(call.state);
        if (last.statusRaw !== null || call.state !== 'ended')
          expect(next.outcome).toBe(last.outcome);
        last = next;
      }
    }),
  );
});

test('doubled news says nothing new', () => {
  fc.assert(
    fc.property(someEvents, someEvent, (events, event) => {
      const once = transition(events.reduce(transition, recordedCall()), event);
      // A POST's answer is heard once only; everything else may come again.
      fc.pre(event.type !== 'sending');
      expect(transition(once, event)).toEqual(once);
    }),
  );
});

test('doubt is ended by Exotel’s own details of this very call, and by nothing else', () => {
  fc.assert(
    fc.property(someEvents, someEvent, (events, event) => {
      const before = events.reduce(transition, recordedCall());
      fc.pre(before.state === 'unknown');
      if (transition(before, event).state === 'unknown') return;
      expect(event.type).toBe('details');
      if (event.type !== 'details') return;
      expect(event.call.sid).toBe(before.sid);
      expect([null, dialled(before).dial.customField, 'a HANDSET-CALL-1&quot;']).toContain(
        event.call.customField,
      );
    }),
  );
});

test('once sent, no event makes a call unsent again', () => {
  fc.assert(
    fc.property(someEvents, (events) => {
      let call = transition(recordedCall(), { type: 'sending', at: startedAt });
      for (const event of events) {
        call = transition(call, event);
        expect(call.state).not.toBe('recorded');
        expect(dialled(call).dial.sentAt).toBe(startedAt);
      }
    }),
  );
});

test('whatever the clocks say, nothing takes less than nothing, and steps come in order', () => {
  fc.assert(
    fc.property(someEvents, (events) => {
      let call = recordedCall();
      const story: { kind: string; at: number }[] = [];
      let now = startedAt;
      for (const each of events) {
        // A call's own clock only rises; the times that Exotel tells are anybody's.
        now = Math.max(now, each.at);
        const event = { ...each, at: now };
        const next = transition(call, event);
        story.push(...timelineOf(call, next, event));
        call = next;
        const { createdAt, agentAnsweredAt, endedAt } = call;
        const { sentAt, acceptedAt } = call.dial;
        const steps = [createdAt, sentAt, acceptedAt, agentAnsweredAt, endedAt];
        const known = steps.filter((step) => step !== null);
        expect(known).toEqual(known.toSorted((one, other) => one - other));
        for (const entry of story) expect(entry.at).toBeGreaterThanOrEqual(createdAt);
        const total = totalDurationOf(call);
        expect(total?.seconds ?? 0).toBeGreaterThanOrEqual(0);
      }
      // The end is the last step. That Handset knew no better may be of a moment after it.
      const happened = story.filter(({ kind }) => !['unknown', 'no_final_status'].includes(kind));
      const end = happened.findLast(({ kind }) => kind === 'ended');
      if (end) expect(end.at).toBe(Math.max(...happened.map(({ at: when }) => when)));
    }),
    { numRuns: 5_000 },
  );
});

test('Exotel’s words arrive in the row as they came', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (stateRaw, statusRaw) => {
      const heard = providerCall({ over: true, stateRaw, statusRaw, outcome: 'other' });
      const call = transition(recordedCall(), { type: 'accepted', at: startedAt, call: heard });
      expect(call).toMatchObject({ stateRaw, statusRaw, outcome: 'other', state: 'ended' });
    }),
  );
});
