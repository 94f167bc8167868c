import type { Call, OutboundCall } from '../../../shared/domain/call.ts';
import { type CallOutcome, isBlind } from '../../../shared/domain/call-states.ts';
import { inboundRailsOf } from './inbound-rails.ts';
import { type Rail, type Step, since } from './rail.ts';

/** Outcomes that are possible only after the agent answered. */
const answeredOutcomes: readonly CallOutcome[] = [
  'completed',
  'customer_unanswered',
  'customer_cancelled',
  'customer_not_dialled',
];
/** Outcomes that ended the call on the agent's leg. */
const agentFailures: readonly CallOutcome[] = ['agent_unanswered', 'agent_not_dialled'];

/**
 * A call as rails, in the order in which its phones ring. They show only what was observed or
 * follows from it.
 */
export function railsOf(call: Call): Rail[] {
  if (call.direction === 'inbound') return inboundRailsOf(call);
  return [
    { side: 'agent', begins: 'first', steps: yourSteps(call) },
    // Exotel dials the customer only once the agent has answered.
    { side: 'customer', begins: 'second', steps: customerSteps(call) },
  ];
}

/** Returns when the customer's leg began, as far as we know; null if it was not seen. */
export function customerDialledAt(call: Call): number | null {
  const leg = call.legs.find(({ side }) => side === 'customer');
  return leg?.createdAt ?? call.agentAnsweredAt;
}

function agentAnswered({ agentAnsweredAt, outcome }: OutboundCall): boolean {
  return agentAnsweredAt !== null || (outcome !== null && answeredOutcomes.includes(outcome));
}

function yourSteps(call: OutboundCall): Step[] {
  const { state, outcome, agentAnsweredAt, endedAt } = call;
  const { acceptedAt } = call.dial;
  const calledAt = acceptedAt ?? call.dial.sentAt;
  const over = outcome !== null || state === 'finishing';
  const called: Step = {
    word: 'called',
    state: 'done',
    ...(calledAt !== null && { at: calledAt }),
  };
  if (agentAnswered(call)) {
    return [
      called,
      answeredStep(agentAnsweredAt, calledAt),
      over
        ? { word: 'over', state: 'done', ...(endedAt !== null && { at: endedAt }) }
        : { word: 'onTheLine', state: 'active', ...since(agentAnsweredAt) },
    ];
  }
  if (isBlind(call)) {
    // Not even ringing or talking is reported, so no step claims it.
    const going: Step = { word: 'inProgress', state: 'active', ...since(acceptedAt) };
    return [called, going, { word: 'next', state: 'todo' }];
  }
  const ringing = state === 'accepted';
  const reached = over || acceptedAt !== null;
  const first: Step = ringing
    ? { word: 'calling', state: 'active', ...since(acceptedAt) }
    : reached
      ? called
      : { word: 'called', state: 'todo' };
  return [first, secondWithoutAnswer(outcome, endedAt, calledAt), { word: 'next', state: 'todo' }];
}

function answeredStep(answeredAt: number | null, calledAt: number | null): Step {
  const known = answeredAt !== null && calledAt !== null;
  return {
    word: 'answered',
    state: 'done',
    inferred: true,
    ...(known && { afterSeconds: (answeredAt - calledAt) / 1000 }),
  };
}

function secondWithoutAnswer(
  outcome: CallOutcome | null,
  endedAt: number | null,
  calledAt: number | null,
): Step {
  if (outcome === null) return { word: 'answer', state: 'todo' };
  const failed = agentFailures.includes(outcome) || outcome === 'agent_cancelled';
  const known = endedAt !== null && calledAt !== null && outcome === 'agent_unanswered';
  return {
    word: failed ? outcome : 'answer',
    state: failed ? 'failed' : 'todo',
    ...(known && { afterSeconds: (endedAt - calledAt) / 1000 }),
  };
}

function customerSteps(call: OutboundCall): Step[] {
  const { state, outcome, talkSeconds } = call;
  const dialledAt = customerDialledAt(call);
  if (!agentAnswered(call) || outcome === 'customer_not_dialled') {
    return [
      outcome === 'customer_not_dialled'
        ? { word: outcome, state: 'failed' }
        : { word: 'dialled', state: 'todo' },
      { word: 'answer', state: 'todo' },
    ];
  }
  const dialled: Step = {
    word: 'dialled',
    state: 'done',
    ...(dialledAt !== null && { at: dialledAt }),
  };
  if (state === 'agent_answered')
    return [dialled, { word: 'ringingOrTalking', state: 'active', ...since(dialledAt) }];
  if (outcome === 'completed')
    return [
      dialled,
      {
        word: 'talked',
        state: 'done',
        ...(talkSeconds !== null && { lastedSeconds: talkSeconds }),
      },
    ];
  return [
    dialled,
    outcome && outcome !== 'no_final_status' && outcome !== 'other'
      ? { word: outcome, state: 'failed' }
      : { word: 'over', state: 'done' },
  ];
}
