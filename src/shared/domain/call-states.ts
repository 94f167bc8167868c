/**
 * Where a call stands.
 *
 * - `recorded`: the row is durable, nothing was sent.
 * - `sending`: the one POST is on its way.
 * - `accepted`: Exotel accepted the call and rings the agent; no customer leg was seen.
 * - `agent_answered`: the customer's leg exists, which Exotel dials only after the agent picked up.
 *   Whether it is ringing or in conversation cannot be told from here.
 * - `offered`: a customer called, and this agent's phone is about to ring.
 * - `ringing`: this agent's phone rings for a customer who called. Whether it was picked up is known
 *   only if Exotel reports answers.
 * - `answered`: this agent picked up a customer's call.
 * - `finishing`: every leg is over, Exotel is still processing the call. Of a customer's call: this
 *   agent's phone is free again, and what came of the call was not told yet.
 * - `unknown`: the POST may or may not have placed a call. Never sent again by itself.
 * - `ended`, `not_sent`, `rejected`, `no_final_status`: the end.
 */
export const callStates = [
  'recorded',
  'sending',
  'accepted',
  'agent_answered',
  'offered',
  'ringing',
  'answered',
  'finishing',
  'unknown',
  'ended',
  'not_sent',
  'rejected',
  'no_final_status',
] as const;
export type CallState = (typeof callStates)[number];

/** States that only a customer's call goes through. */
export const arrivalStates = ['offered', 'ringing', 'answered'] as const satisfies CallState[];
/** States that no event leaves any more. */
export const terminalStates = ['ended', 'not_sent', 'rejected', 'no_final_status'] as const;
/** States in which Exotel has more to report, and that a restart resumes. */
export const openStates = ['accepted', 'agent_answered', ...arrivalStates, 'finishing'] as const;

export function isTerminal(state: CallState): boolean {
  return (terminalStates as readonly CallState[]).includes(state);
}
export function isOpen(state: CallState): boolean {
  return (openStates as readonly CallState[]).includes(state);
}
/** Open, or about to be: the agent's line is taken. */
export function isLive(state: CallState): boolean {
  return isOpen(state) || state === 'recorded' || state === 'sending';
}

/**
 * Whether Exotel reports nothing about a call until it is over: accounts without the legs endpoint.
 */
export function isBlind(call: { state: CallState; legsSupported: boolean | null }): boolean {
  return call.state === 'accepted' && call.legsSupported === false;
}

/** How a call came out: the one word that history shows, filters by and counts. */
export const callOutcomes = [
  'completed',
  'agent_unanswered',
  'customer_unanswered',
  'agent_cancelled',
  'customer_cancelled',
  'agent_not_dialled',
  'customer_not_dialled',
  /** A colleague took this customer's call. */
  'answered_elsewhere',
  /** The customer's call went on without this agent; whether somebody took it is not known. */
  'passed_on',
  /** Nobody took the customer's call, and it went to the mailbox. */
  'voicemail',
  /** Exotel ended it with a word that this version does not know; `statusRaw` keeps it. */
  'other',
  'rejected',
  'not_sent',
  'unknown',
  'no_final_status',
] as const;
export type CallOutcome = (typeof callOutcomes)[number];
