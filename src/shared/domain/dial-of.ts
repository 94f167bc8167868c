import type { CallFacts, DialFacts } from './call.ts';

/** Some fields of a call, with its direction and what only that direction has. */
export type CallPart<K extends keyof CallFacts> = {
  [D in CallFacts['direction']]: Pick<Extract<CallFacts, { direction: D }>, K | 'direction'> &
    Pick<
      Extract<CallFacts, { direction: D }>,
      Exclude<keyof Extract<CallFacts, { direction: D }>, keyof CallFacts>
    >;
}[CallFacts['direction']];

/**
 * Returns what a call has because the agent dialled it; null if the customer called in. Free of
 * zod.
 */
export function dialOf(call: CallPart<never>): DialFacts | null {
  return call.direction === 'outbound' ? call.dial : null;
}
