import type { CallDirection } from '../../../shared/domain/call.ts';
import type { CallOutcome, CallState } from '../../../shared/domain/call-states.ts';
import type { CallPart } from '../../../shared/domain/dial-of.ts';
import { isMissed } from '../../../shared/domain/missed-call.ts';
import type { Tone } from '../ui/tone.ts';

const outcomeTones: Record<CallOutcome, Tone> = {
  completed: 'talking',
  agent_unanswered: 'failed',
  customer_unanswered: 'ringing',
  agent_cancelled: 'ringing',
  customer_cancelled: 'ringing',
  agent_not_dialled: 'failed',
  customer_not_dialled: 'failed',
  answered_elsewhere: 'ended',
  passed_on: 'ended',
  voicemail: 'ringing',
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
  // It is not known whether they are talking.
  agent_answered: 'ringing',
  offered: 'ringing',
  ringing: 'ringing',
  answered: 'talking',
  finishing: 'ended',
  unknown: 'failed',
  ended: 'ended',
  not_sent: 'failed',
  rejected: 'failed',
  no_final_status: 'ended',
};

export function stateTone(state: CallState): Tone {
  return stateTones[state];
}

/** The colour of an outcome: a customer's call that was missed is no failure. */
export function endTone(direction: CallDirection, outcome: CallOutcome): Tone {
  return isMissed({ direction, outcome }) ? 'ringing' : outcomeTones[outcome];
}

/** The colour of a call's outcome, or of its state while it is going on. */
export function callTone(call: CallPart<'outcome' | 'state'>): Tone {
  const { direction, outcome, state } = call;
  return outcome ? endTone(direction, outcome) : stateTone(state);
}
