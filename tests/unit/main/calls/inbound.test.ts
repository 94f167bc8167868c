import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallEvent, transition } from '../../../../src/main/calls/call-machine.ts';
import { isSamePhone } from '../../../../src/main/calls/same-phone.ts';
import { timelineOf } from '../../../../src/main/calls/timeline.ts';
import {
  arrivalEnds,
  arrivalStates,
  callFactsSchema,
  callOutcomes,
  type InboundFacts,
  isTerminal,
  legStatuses,
  phonePhases,
  timelineEntrySchema,
} from '../../../../src/shared/domain/call.ts';
import {
  agentLeg,
  colleagues,
  heardOf,
  mine,
  offers,
  told,
} from '../../../support/arrival-events.ts';
import { callLeg, problem, recordedCall, startedAt } from '../../../support/call-facts.ts';

function callAfter(...events: CallEvent[]): InboundFacts {
  return events.reduce<InboundFacts>((call, event) => {
    const next = transition(call, event);
    if (next.direction !== 'inbound') throw new Error('it changed its direction');
    return next;
  }, heardOf());
}

const over = { over: true, stateRaw: 'terminal' } as const;
const customer = callLeg('customer', 'in-progress', { contactUri: '09876543210' });

describe('where a call stands', () => {
  test.each<[string, string, CallEvent[]]>([
    ['offered', 'its offer came', [told.offer(0)]],
    ['ringing', 'this phone is dialled', [told.offer(0), told.dial(1, 'dialling')]],
    ['ringing', 'this phone rings', [told.dial(1, 'ringing')]],
    [
      'ringing',
      'this phone has a leg',
      [told.offer(0), told.legs(1, [customer, agentLeg('in-progress')])],
    ],
    ['answered', 'this phone was answered', [told.offer(0), told.dial(2, 'answered')]],
    [
      'finishing',
      'this phone is free again',
      [told.offer(0), told.dial(2, 'ringing'), told.dial(9, 'let_go')],
    ],
    ['finishing', 'the talk is over', [told.dial(2, 'answered'), told.dial(60, 'let_go')]],
    [
      'finishing',
      'Exotel is processing it',
      [told.offer(0), told.details(9, { endedAt: startedAt + 8_000 })],
    ],
    [
      'offered',
      'it is offered again',
      [told.offer(0), told.passed(9), told.offer(20, { offer: offers[1], attempt: 2 })],
    ],
    [
      'offered',
      'a colleague’s phone was dialled before',
      [told.dial(1, 'dialling', false), told.dial(2, 'let_go', false), told.offer(5)],
    ],
  ])('%s: %s', (state, _, events) => {
    expect(callAfter(...events)).toMatchObject({ state, outcome: null, endedAt: null });
  });
});

describe('how a call comes out', () => {
  test.each<[string, boolean, string, CallEvent[]]>([
    ['completed', true, 'talked', [told.offer(0), told.summary(70, 'talked', { talkSeconds: 62 })]],
    [
      'answered_elsewhere',
      true,
      'a colleague talked',
      [told.offer(0), told.passed(20), told.summary(70, 'talked', { yours: false })],
    ],
    [
      'answered_elsewhere',
      true,
      'a colleague picked up',
      [told.offer(0), told.dial(30, 'answered', false)],
    ],
    [
      'agent_unanswered',
      true,
      'it rang out',
      [told.offer(0), told.passed(20), told.summary(40, 'rang_out')],
    ],
    [
      'customer_cancelled',
      true,
      'the caller left',
      [told.offer(0), told.summary(9, 'caller_left')],
    ],
    [
      'voicemail',
      true,
      'it went to the mailbox',
      [told.offer(0), told.passed(20), told.summary(40, 'voicemail')],
    ],
    ['passed_on', true, 'it went on', [told.offer(0), told.passed(20)]],
    [
      'passed_on',
      true,
      'a colleague’s phone was dialled after it',
      [told.offer(0), told.dial(20, 'dialling', false)],
    ],
    [
      'passed_on',
      false,
      'a colleague’s leg is younger',
      [
        told.offer(0),
        told.legs(30, [
          agentLeg('no-answer'),
          agentLeg('in-progress', { yours: false, second: 20 }),
        ]),
      ],
    ],
    [
      'answered_elsewhere',
      false,
      'a colleague’s leg ended well',
      [
        told.offer(0),
        told.legs(30, [agentLeg('no-answer'), agentLeg('completed', { yours: false, second: 20 })]),
      ],
    ],
    [
      'completed',
      false,
      'Exotel says so, and this phone rang last',
      [told.offer(0), told.details(70, { ...over, outcome: 'completed' })],
    ],
    [
      'answered_elsewhere',
      false,
      'Exotel says so, and it had gone on',
      [told.offer(0), told.passed(20), told.details(70, { ...over, outcome: 'completed' })],
    ],
    [
      'agent_unanswered',
      false,
      'nobody took it by Exotel’s word',
      [told.offer(0), told.details(70, { ...over, outcome: 'agent_unanswered' })],
    ],
    [
      'voicemail',
      false,
      'the floor knows of a mailbox, Exotel of a talk',
      [
        told.offer(0),
        told.summary(40, 'voicemail'),
        told.details(70, { ...over, outcome: 'completed' }),
      ],
    ],
    [
      'completed',
      false,
      'picked up, whatever the last leg did',
      [told.dial(1, 'answered'), told.details(70, { ...over, outcome: 'agent_unanswered' })],
    ],
  ])('%s (reported: %s): %s', (outcome, reported, _, events) => {
    const call = callAfter(...events);
    expect(call).toMatchObject({ state: 'ended', outcome, arrival: { reported } });
    expect(call.endedAt).not.toBeNull();
  });

  test('talk time is Exotel’s once it tells one, and this agent’s only', () => {
    const reported = [told.offer(0), told.summary(70, 'talked', { talkSeconds: 62 })];
    expect(callAfter(...reported).talkSeconds).toBe(62);
    const silent = told.details(99, { ...over, outcome: 'completed' });
    expect(callAfter(...reported, silent).talkSeconds).toBe(62);
    const exact = told.details(99, { ...over, outcome: 'completed', talkSeconds: 60 });
    expect(callAfter(...reported, exact)).toMatchObject({
      talkSeconds: 60,
      arrival: { reported: false },
    });
    const elsewhere = told.summary(70, 'talked', { yours: false, talkSeconds: 62 });
    expect(callAfter(told.offer(0), elsewhere, exact).talkSeconds).toBeNull();
  });

  test('an end stays an end', () => {
    const ended = [told.offer(0), told.summary(40, 'rang_out')];
    for (const late of [
      told.dial(50, 'ringing'),
      told.offer(30, { offer: offers[1], attempt: 2 }),
      told.details(60),
      { type: 'gave_up', at: startedAt } as const,
    ])
      expect(callAfter(...ended, late)).toMatchObject({
        state: 'ended',
        outcome: 'agent_unanswered',
      });
  });

  test('offered once more after an end that the floor reported, it rings; after Exotel’s end it is over', () => {
    const again = told.offer(50, { offer: offers[1], attempt: 2 });
    const ended = [told.offer(0), told.summary(40, 'rang_out')];
    expect(callAfter(...ended, again)).toMatchObject({ state: 'offered', outcome: null });
    const taken = told.summary(99, 'talked', { talkSeconds: 30 });
    expect(callAfter(...ended, again, taken)).toMatchObject({
      outcome: 'completed',
      talkSeconds: 30,
    });
    const verified = told.details(45, { ...over, outcome: 'agent_unanswered' });
    expect(callAfter(...ended, verified, again).state).toBe('ended');
  });

  test('given up, it takes its end, and goes on if something says so', () => {
    const lost = [told.offer(0), { type: 'gave_up', at: startedAt + 90_000 } as const];
    expect(callAfter(...lost)).toMatchObject({
      state: 'no_final_status',
      outcome: 'no_final_status',
    });
    expect(callAfter(...lost, told.summary(99, 'talked')).outcome).toBe('completed');
    expect(callAfter(...lost, told.dial(99, 'answered')).state).toBe('answered');
    expect(callAfter(...lost, told.details(99)).state).toBe('offered');
    expect(callAfter(...lost, told.legs(99, [customer])).state).toBe('no_final_status');
  });

  test('what does not say more changes nothing', () => {
    const call = callAfter(told.offer(0), told.passed(1), told.summary(5, 'rang_out'));
    for (const again of [
      told.offer(0),
      told.passed(1),
      told.summary(5, 'rang_out'),
      told.summary(4, 'talked'),
    ])
      expect(transition(call, again)).toBe(call);
    const dial = recordedCall();
    for (const event of [
      told.offer(0),
      told.passed(1),
      told.summary(5, 'talked'),
      told.dial(1, 'answered'),
    ])
      expect(transition(dial, event)).toBe(dial);
  });

  test('a failed poll is shown while the call goes on; an account may have no legs', () => {
    const failed = { type: 'poll_failed', at: startedAt, problem: problem() } as const;
    expect(callAfter(told.offer(0), failed).pollProblem).toEqual(problem());
    expect(callAfter(told.offer(0), failed, told.summary(9, 'talked')).pollProblem).toBeNull();
    const without = { type: 'legs_unsupported', at: startedAt } as const;
    expect(callAfter(told.offer(0), without).legsSupported).toBe(false);
  });
});

test('a call’s story names its steps, and who said so', () => {
  const events = [
    told.offer(0),
    told.dial(2, 'ringing'),
    told.dial(8, 'answered'),
    told.dial(70, 'let_go'),
    told.summary(71, 'talked', { talkSeconds: 62 }),
  ];
  let call = heardOf();
  const story = events.flatMap((event) => {
    const before = call;
    call = callAfter(...events.slice(0, events.indexOf(event) + 1));
    return timelineOf(before, call, event);
  });
  expect(story.map(({ kind, basis }) => `${kind} ${basis}`)).toEqual([
    'offered reported',
    'ringing reported',
    'answered reported',
    'finishing reported',
    'talked computed',
    'ended reported',
  ]);
});

test.each([
  [mine, '09800000001', true],
  [mine, '919800000001', true],
  [mine, '+91 98000 00001', true],
  [mine, colleagues, false],
  [mine, '', false],
  [mine, null, false],
  [mine, 'sip:asha@floor.example', false],
  ['sip:asha@floor.example', 'SIP:Asha@Floor.example', true],
  ['asha@floor.example', 'sip:asha@floor.example', true],
  ['asha@floor.example', 'sip:ravi@floor.example', false],
])('%s is the phone that Exotel calls %j: %s', (phone, named, same) => {
  expect(isSamePhone(phone, named)).toBe(same);
});

const second = fc.integer({ min: 0, max: 600 });
const yours = fc.boolean();
const offer = fc.constantFrom(...offers);
const someLegs = fc.array(
  fc.oneof(
    fc.constant(customer),
    fc
      .tuple(fc.constantFrom(...legStatuses), yours, second)
      .map(([status, isYours, at]) => agentLeg(status, { yours: isYours, second: at })),
  ),
  { maxLength: 4 },
);
const floorEvent = fc.oneof(
  fc
    .tuple(second, offer)
    .map(([at, id]) => told.offer(at, { offer: id, attempt: offers.indexOf(id) + 1 })),
  fc.tuple(second, fc.constantFrom(...phonePhases), yours).map((parts) => told.dial(...parts)),
  fc.tuple(second, offer).map((parts) => told.passed(...parts)),
  fc
    .tuple(second, fc.constantFrom(...arrivalEnds), yours, fc.option(fc.nat(900)))
    .map(([at, came, isYours, talkSeconds]) =>
      told.summary(at, came, { yours: isYours, talkSeconds }),
    ),
);
const detailsEvent = fc
  .tuple(second, fc.boolean(), fc.option(fc.constantFrom(...callOutcomes)), fc.option(fc.nat(900)))
  .map(([at, isOver, outcome, talkSeconds]) =>
    told.details(at, isOver ? { ...over, outcome, statusRaw: outcome, talkSeconds } : {}),
  );
const legsEvent = someLegs.map((legs) => told.legs(700, legs));
const otherEvent = fc.constantFrom<CallEvent>(
  { type: 'legs_unsupported', at: startedAt },
  { type: 'poll_failed', at: startedAt, problem: problem() },
  { type: 'gave_up', at: startedAt },
);

test('total and consistent, whatever is told', () => {
  const events = fc.array(fc.oneof(floorEvent, detailsEvent, legsEvent, otherEvent), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(events, (all) => {
      let call = heardOf();
      for (const event of all) {
        const before = call;
        const next = transition(call, event);
        if (next.direction !== 'inbound') throw new Error('it changed its direction');
        call = next;
        expect(callFactsSchema.parse(call)).toEqual(call);
        for (const entry of timelineOf(before, call, event)) timelineEntrySchema.parse(entry);
        expect(call.outcome === null).toBe(!isTerminal(call.state));
        expect([...arrivalStates, 'finishing', 'ended', 'no_final_status']).toContain(call.state);
        const { end, summary, offeredAt } = call.arrival.signs;
        if (end || (summary && summary.at >= (offeredAt ?? 0))) expect(call.state).toBe('ended');
        if (call.talkSeconds !== null) expect(call.arrival.answeredBy).toBe('me');
      }
    }),
    { numRuns: 2_000 },
  );
});

test('of two lists of legs the one that tells more stays, whichever comes last', () => {
  const lists = [
    [agentLeg('in-progress')],
    [agentLeg('no-answer')],
    [agentLeg('no-answer'), agentLeg('in-progress', { yours: false, second: 20 })],
  ];
  const [ringing, over, other] = lists.map((legs) => told.legs(30, legs));
  const statuses = (...events: (CallEvent | undefined)[]) =>
    callAfter(...events.filter((event) => event !== undefined)).legs.map(({ status }) => status);
  expect(statuses(over, ringing)).toEqual(['no-answer']);
  expect(statuses(ringing, over)).toEqual(['no-answer']);
  expect(statuses(other, over)).toEqual(['no-answer', 'in-progress']);
});

test('neither order nor repetition makes a difference', () => {
  // Exotel answers one question after another, so of its answers there is one of each.
  const news = fc.tuple(
    fc.uniqueArray(floorEvent, {
      maxLength: 8,
      // A relay says one thing at a time.
      selector: (event) => ('told' in event ? event.told : JSON.stringify(event)),
    }),
    fc.option(detailsEvent, { nil: undefined }),
    fc.option(legsEvent, { nil: undefined }),
  );
  const orders = news.chain(([floor, details, legs]) => {
    const all = [...floor, details, legs].filter((event) => event !== undefined);
    const doubled = [...all, ...all, ...all];
    return fc.record({
      all: fc.constant(all),
      shuffled: fc.shuffledSubarray(doubled, { minLength: doubled.length }),
    });
  });
  const place = ({ state, outcome, talkSeconds, agentUri, legs, arrival }: InboundFacts) => ({
    state,
    outcome,
    talkSeconds,
    agentUri,
    legs: legs.map(({ contactUri, status }) => ({ contactUri, status })),
    arrival,
  });
  fc.assert(
    fc.property(orders, ({ all, shuffled }) => {
      expect(place(callAfter(...shuffled))).toEqual(place(callAfter(...all)));
    }),
    { numRuns: 5_000 },
  );
});

test('what was told of colleagues alone is never this agent’s', () => {
  const aboutColleagues = fc.array(
    fc.oneof(
      fc
        .tuple(second, fc.constantFrom(...phonePhases))
        .map(([at, phase]) => told.dial(at, phase, false)),
      fc
        .tuple(second, fc.constantFrom(...arrivalEnds))
        .map(([at, came]) => told.summary(at, came, { yours: false })),
      fc
        .tuple(second, fc.constantFrom(...legStatuses))
        .map(([at, status]) =>
          told.legs(at, [customer, agentLeg(status, { yours: false, second: at })]),
        ),
      detailsEvent,
    ),
    { maxLength: 12 },
  );
  const passedOn = [told.offer(0), told.dial(0, 'ringing'), told.passed(1)];
  fc.assert(
    fc.property(aboutColleagues, fc.boolean(), (events, wasOffered) => {
      const call = callAfter(...(wasOffered ? passedOn : []), ...events);
      expect(call.arrival.answeredBy).not.toBe('me');
      expect(call.outcome).not.toBe('completed');
      expect(['ringing', 'answered']).not.toContain(call.state);
      expect(call.talkSeconds).toBeNull();
    }),
    { numRuns: 2_000 },
  );
});
