import type { CallOutcome, CallState } from '../../../shared/domain/call-states.ts';

/** A state's colour. Never alone: a word or an icon says the same. */
export type Tone = 'ringing' | 'talking' | 'ended' | 'failed' | 'practice';

const outcomeTones: Record<CallOutcome, Tone> = {
  completed: 'talking',
  agent_unanswered: 'failed',
  customer_unanswered: 'ringing',
  agent_cancelled: 'ringing',
  customer_cancelled: 'ringing',
  agent_not_dialled: 'failed',
  customer_not_dialled: 'failed',
  other: 'ended',
  rejected: 'failed',
  not_sent: 'failed',
  unknown: 'failed',
  no_final_status: 'ended',
};

const stateTones: Record<CallState, Tone> = {
  recorded: 'ringing',
  sending: 'ringing',
  accepted: 'ringing',
  // Whether they talk is not known.
  agent_answered: 'ringing',
  finishing: 'ended',
  unknown: 'failed',
  ended: 'ended',
  not_sent: 'failed',
  rejected: 'failed',
  no_final_status: 'ended',
};

export function outcomeTone(outcome: CallOutcome): Tone {
  return outcomeTones[outcome];
}

export function stateTone(state: CallState): Tone {
  return stateTones[state];
}
