import type { Call } from './domain/call.ts';
import { type CallOutcome, type CallState, isBlind } from './domain/call-states.ts';

type Customer = Pick<Call, 'customerName' | 'customerDisplay'>;
type Standing = Pick<Call, 'state' | 'outcome' | 'legsSupported'>;

/** Returns who is called: the name, or else the number. */
export function whoOf({ customerName, customerDisplay }: Customer): string {
  return customerName ?? customerDisplay;
}

/** Returns name and number if there is a name: `Asha Rao · +91 98765 40000`. */
export function whoInFull({ customerName, customerDisplay }: Customer): string {
  return customerName ? `${customerName} · ${customerDisplay}` : customerDisplay;
}

/** Returns the key of the message that names an outcome. */
export function outcomeKey(outcome: CallOutcome): `calls.outcomes.${CallOutcome}.title` {
  return `calls.outcomes.${outcome}.title`;
}

/** Returns the key of the message for a call's state: its outcome, once that is known. */
export function stateKey(
  call: Standing,
): 'live.steps.inProgress' | `calls.outcomes.${CallOutcome}.title` | `calls.states.${CallState}` {
  if (isBlind(call)) return 'live.steps.inProgress';
  return call.outcome ? outcomeKey(call.outcome) : `calls.states.${call.state}`;
}
