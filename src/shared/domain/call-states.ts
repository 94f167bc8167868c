/**
 * Where a call stands.
 *
 * - `recorded`: the row is durable, nothing was sent.
 * - `sending`: the one POST is on its way.
 * - `accepted`: Exotel accepted the call and rings the agent; no customer leg was seen.
 * - `agent_answered`: the customer's leg exists, which Exotel dials only after the agent picked up.
 *   Whether it is ringing or in conversation cannot be told from here.
 * - `finishing`: every leg is over, Exotel is still processing the call.
 * - `unknown`: the POST may or may not have placed a call. Never sent again by itself.
 * - `ended`, `not_sent`, `rejected`, `no_final_status`: the end.
 */
export const callStates = [
  'recorded',
  'sending',
  'accepted',
  'agent_answered',
  'finishing',
  'unknown',
  'ended',
  'not_sent',
  'rejected',
  'no_final_status',
] as const;
export type CallState = (typeof callStates)[number];

/** States that no event leaves any more. */
export const terminalStates = ['ended', 'not_sent', 'rejected', 'no_final_status'] as const;
/** States in which Exotel has more to report, and that a restart resumes. */
export const openStates = ['accepted', 'agent_answered', 'finishing'] as const;

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
  /** Exotel ended it with a word that this version does not know; `statusRaw` keeps it. */
  'other',
  'rejected',
  'not_sent',
  'unknown',
  'no_final_status',
] as const;
export type CallOutcome = (typeof callOutcomes)[number];
