import type { ArrivalFacts, CallFacts, DialFacts } from './call.ts';

/** Whether a call's end is only reported: by the floor, and not yet confirmed by Exotel's answer. */
export function isReported(
  call: Pick<CallFacts, 'direction'> & {
    dial?: Pick<DialFacts, 'reported'>;
    arrival?: Pick<ArrivalFacts, 'reported'>;
  },
): boolean {
  return (call.dial ?? call.arrival)?.reported ?? false;
}
