import { describe, expect, test } from 'vitest';
import { type CallEvent, transition } from '../../../../src/main/calls/call-machine.ts';
import type { ArrivalEvent } from '../../../../src/main/calls/inbound-signs.ts';
import {
  arrivalStates,
  type CallFacts,
  type CallState,
  callStates,
  type Leg,
} from '../../../../src/shared/domain/call.ts';
import { aCall } from '../../../support/a-call.ts';
import { callLeg, problem, providerCall } from '../../../support/call-facts.ts';

/** Which state follows when an event comes in a state; `·`: the same. A call in doubt has a sid. */
const matrix = `
event                     | recorded  sending   unknown    accepted         agent_answered   finishing        no_final_status  ended  not_sent  rejected
sending                   | sending   ·         ·          ·                ·                ·                ·                ·      ·         ·
accepted                  | accepted  accepted  ·          ·                ·                ·                ·                ·      ·         ·
rejected                  | rejected  rejected  ·          ·                ·                ·                ·                ·      ·         ·
not_sent                  | not_sent  not_sent  ·          ·                ·                ·                ·                ·      ·         ·
ambiguous                 | unknown   unknown   ·          ·                ·                ·                ·                ·      ·         ·
interrupted unsent        | not_sent  not_sent  ·          ·                ·                ·                ·                ·      ·         ·
interrupted sent          | unknown   unknown   ·          ·                ·                ·                ·                ·      ·         ·
details running           | ·         ·         accepted   ·                ·                ·                accepted         ·      ·         ·
details with_end_time     | ·         ·         finishing  finishing        finishing        ·                finishing        ·      ·         ·
details over              | ·         ·         ended      ended            ended            ended            ended            ·      ·         ·
details of_another_intent | ·         ·         ·          unknown          unknown          unknown          ·                ·      ·         ·
details of_another_sid    | ·         ·         ·          ·                ·                ·                ·                ·      ·         ·
reported                  | ·         ·         ·          ended            ended            ended            ·                ·      ·         ·
legs none                 | ·         ·         ·          ·                ·                ·                ·                ·      ·         ·
legs agent                | ·         ·         ·          ·                ·                accepted         ·                ·      ·         ·
legs customer             | ·         ·         ·          agent_answered   ·                agent_answered   ·                ·      ·         ·
legs over                 | ·         ·         ·          finishing        finishing        ·                ·                ·      ·         ·
legs_unsupported          | ·         ·         ·          ·                ·                ·                ·                ·      ·         ·
poll_failed               | ·         ·         ·          ·                ·                ·                ·                ·      ·         ·
gave_up                   | ·         ·         ·          no_final_status  no_final_status  no_final_status  ·                ·      ·         ·
verdict                   | ·         ·         ·          ·                ·                ·                ·                ·      ·         ·
sid_learned               | ·         ·         ·          ·                ·                ·                ·                ·      ·         ·
`;

const start = aCall({ state: 'recorded', sid: null });
const at = start.createdAt + 60_000;
const told = (changes: Parameters<typeof providerCall>[0] = {}) => ({
  at,
  call: providerCall({ startedAt: null, ...changes }),
});
const leg = (side: Leg['side'], status: Leg['status']) =>
  callLeg(side, status, { createdAt: null });

/** Each type of event with its kinds; '': it has one only. A type that is missing is a type error. */
const eventsByType: {
  [T in Exclude<CallEvent['type'], ArrivalEvent['type']>]: Record<
    string,
    Omit<Extract<CallEvent, { type: T }>, 'type'>
  >;
} = {
  sending: { '': { at } },
  accepted: { '': told() },
  rejected: { '': { at, problem: problem() } },
  not_sent: { '': { at, problem: problem() } },
  ambiguous: { '': { at, problem: problem(), sid: 'sid-1' } },
  interrupted: {
    unsent: { at, sent: false, problem: problem() },
    sent: { at, sent: true, problem: problem() },
  },
  details: {
    running: told(),
    with_end_time: told({ endedAt: at }),
    over: told({ over: true, endedAt: at }),
    of_another_intent: told({ over: true, customField: 'handset-another' }),
    of_another_sid: told({ over: true, sid: 'sid-2' }),
  },
  reported: { '': told({ over: true, endedAt: at, outcome: 'completed' }) },
  legs: {
    none: { at, legs: [] },
    agent: { at, legs: [leg('agent', 'in-progress')] },
    customer: { at, legs: [leg('agent', 'in-progress'), leg('customer', 'in-progress')] },
    over: { at, legs: [leg('agent', 'no-answer')] },
  },
  legs_unsupported: { '': { at } },
  poll_failed: { '': { at, problem: problem() } },
  gave_up: { '': { at } },
  verdict: { '': { at, verdict: 'rang' } },
  sid_learned: { '': { at, sid: 'sid-2' } },
};
const events = new Map(
  Object.entries(eventsByType).flatMap(([type, kinds]) =>
    Object.entries(kinds).map(([kind, event]) => [
      `${type} ${kind}`.trim(),
      { type, ...event } as CallEvent,
    ]),
  ),
);

/** How a call comes into each state. */
type DialState = Exclude<CallState, (typeof arrivalStates)[number]>;
const ways: Record<DialState, string[]> = {
  recorded: [],
  sending: ['sending'],
  unknown: ['sending', 'ambiguous'],
  accepted: ['sending', 'accepted'],
  agent_answered: ['sending', 'accepted', 'legs customer'],
  finishing: ['sending', 'accepted', 'details with_end_time'],
  no_final_status: ['sending', 'accepted', 'gave_up'],
  ended: ['sending', 'accepted', 'details over'],
  not_sent: ['sending', 'not_sent'],
  rejected: ['sending', 'rejected'],
};

const [[, ...columns] = [], ...rows] = matrix
  .trim()
  .split('\n')
  .map((line) => line.trimEnd().split(/ +\| | {2,}/));

function after(call: CallFacts, name: string): CallFacts {
  const event = events.get(name);
  if (!event) throw new Error(`no such event: ${name}`);
  return transition(call, event);
}

test('the matrix has every state and every event, each once', () => {
  expect([...columns, ...arrivalStates].sort()).toEqual([...callStates].sort());
  expect(rows.map(([name]) => name).toSorted()).toEqual([...events.keys()].sort());
  for (const [name, ...cells] of rows) expect([name, cells.length]).toEqual([name, columns.length]);
});

describe('where each event leads from each state', () => {
  test.each(rows)('%s', (name, ...cells) => {
    const states = (columns as DialState[]).map((state) => ways[state].reduce(after, start));
    expect(states.map(({ state }) => state)).toEqual(columns);
    const next = states.map((call) => after(call, name).state);
    expect(next).toEqual(cells.map((cell, index) => (cell === '·' ? columns[index] : cell)));
  });
});
