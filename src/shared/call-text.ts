import type { Call } from './domain/call.ts';
import { type CallOutcome, type CallState, isBlind } from './domain/call-states.ts';
import type { CallPart } from './domain/dial-of.ts';
import { isPerhapsTalking } from './domain/perhaps-talking.ts';

type Customer = Pick<Call, 'customerName' | 'customerDisplay'>;
type Standing = CallPart<'state' | 'outcome' | 'legsSupported'>;
/** Says what stands in place of a number that the caller withheld. */
type Withheld = (key: 'calls.withheld') => string;

/** Returns who is called, or calls: the name, or else the number. */
export function whoOf({ customerName, customerDisplay }: Customer, t: Withheld): string {
  return customerName ?? customerDisplay ?? t('calls.withheld');
}

/** Returns name and number if there is a name: `Asha Rao · +91 98765 40000`. */
export function whoInFull(call: Customer, t: Withheld): string {
  const { customerName, customerDisplay } = call;
  return customerName && customerDisplay ? `${customerName} · ${customerDisplay}` : whoOf(call, t);
}

/** Outcomes that are told in other words where the customer called in. */
const inboundOutcomes = [
  'completed',
  'agent_unanswered',
  'agent_cancelled',
  'agent_not_dialled',
  'customer_cancelled',
] as const satisfies readonly CallOutcome[];
type InboundOutcome = (typeof inboundOutcomes)[number];
export type OutcomeWords =
  | `calls.outcomes.${CallOutcome}`
  | `calls.inboundOutcomes.${InboundOutcome}`;

/** Returns where the messages of an outcome are: its `title` and its `sentence`. */
export function outcomeWords(
  { direction }: Pick<Call, 'direction'>,
  outcome: CallOutcome,
): OutcomeWords {
  const own = inboundOutcomes.find((each) => each === outcome);
  return direction === 'inbound' && own
    ? `calls.inboundOutcomes.${own}`
    : `calls.outcomes.${outcome}`;
}

/** Returns the key of the message that names an outcome. */
export function outcomeKey(
  call: Pick<Call, 'direction'>,
  outcome: CallOutcome,
): `${OutcomeWords}.title` {
  return `${outcomeWords(call, outcome)}.title`;
}

/** Returns the key of the message for a call's state: its outcome, once that is known. */
export function stateKey(
  call: Standing,
):
  | 'live.steps.inProgress'
  | 'calls.inboundStates.finishing'
  | `${OutcomeWords}.title`
  | `calls.states.${CallState}` {
  if (isBlind(call)) return 'live.steps.inProgress';
  if (isPerhapsTalking(call)) return 'calls.states.agent_answered';
  if (call.direction === 'inbound' && call.state === 'finishing')
    return 'calls.inboundStates.finishing';
  return call.outcome ? outcomeKey(call, call.outcome) : `calls.states.${call.state}`;
}
