import type { InboundCall } from '../../../shared/domain/call.ts';
import { isMissed } from '../../../shared/domain/missed-call.ts';
import { isPerhapsTalking } from '../../../shared/domain/perhaps-talking.ts';
import { type Rail, type Step, since } from './rail.ts';

/** A customer's call as rails: theirs comes first, and the agent's phone rings after that. */
export function inboundRailsOf(call: InboundCall): Rail[] {
  return [
    { side: 'customer', begins: 'first', steps: customerSteps(call) },
    { side: 'agent', begins: 'second', steps: yourSteps(call) },
  ];
}

/** Whether the agent is known to have had the call. */
function isTaken({ agentAnsweredAt, outcome }: InboundCall): boolean {
  return agentAnsweredAt !== null || outcome === 'completed';
}

function customerSteps(call: InboundCall): Step[] {
  const { state, outcome, createdAt, agentAnsweredAt, endedAt } = call;
  const called: Step = { word: 'calledIn', state: 'done', at: createdAt };
  const over: Step = { word: 'over', state: 'done', ...(endedAt !== null && { at: endedAt }) };
  if (isTaken(call)) {
    const waited: Step = {
      word: 'waited',
      state: 'done',
      ...(agentAnsweredAt !== null && { lastedSeconds: (agentAnsweredAt - createdAt) / 1000 }),
    };
    const going: Step = { word: 'onTheLine', state: 'active', ...since(agentAnsweredAt) };
    return [called, waited, outcome === null && state === 'answered' ? going : over];
  }
  if (outcome !== null) return [called, { word: 'waited', state: 'done' }, over];
  if (state === 'finishing') return [called, { word: 'waited', state: 'done' }];
  const waits: Step = isPerhapsTalking(call)
    ? { word: 'inProgress', state: 'active' }
    : { word: 'waiting', state: 'active', ...since(createdAt) };
  return [called, waits, { word: 'next', state: 'todo' }];
}

function yourSteps(call: InboundCall): Step[] {
  const { state, outcome, talkSeconds, agentAnsweredAt } = call;
  const rang: Step = { word: 'rang', state: 'done' };
  if (state === 'answered')
    return [rang, { word: 'talking', state: 'active', ...since(agentAnsweredAt) }];
  if (outcome === 'completed')
    return [
      rang,
      {
        word: 'talked',
        state: 'done',
        ...(talkSeconds !== null && { lastedSeconds: talkSeconds }),
      },
    ];
  if (outcome === 'agent_not_dialled')
    return [
      { word: 'rings', state: 'todo' },
      { word: outcome, state: 'failed' },
    ];
  if (outcome !== null)
    return [
      rang,
      isMissed(call) ? { word: outcome, state: 'failed' } : { word: outcome, state: 'done' },
    ];
  if (state === 'finishing') return [rang, { word: 'over', state: 'done' }];
  if (state === 'offered')
    return [
      { word: 'rings', state: 'todo' },
      { word: 'answer', state: 'todo' },
    ];
  return isPerhapsTalking(call)
    ? [rang, { word: 'ringingOrTalking', state: 'active' }]
    : [
        { word: 'calling', state: 'active' },
        { word: 'answer', state: 'todo' },
      ];
}
