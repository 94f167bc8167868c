import type { Call } from '../../../shared/domain/call.ts';
import { useSteadyNow } from '../ui/use-now.ts';

/** When which snapshot of a call came here, by the clock that nobody sets. */
const heard = new Map<string, { asOf: number; at: number }>();

type Snapshot = Pick<Call, 'id' | 'asOf'>;

/** A snapshot of a call has come: what its clock shows is counted on from now. */
export function noteSnapshot({ id, asOf }: Snapshot): void {
  if (asOf !== null && heard.get(id)?.asOf !== asOf) heard.set(id, { asOf, at: performance.now() });
}

/**
 * What the call's own clock shows, epoch milliseconds, anew each second while `running`: as main
 * told it, and as time has passed since, whatever is done to this computer's clock. Null where main
 * keeps no clock of the call.
 */
export function useCallNow(call: Snapshot, running: boolean): number | null {
  const steady = useSteadyNow(running);
  return callNowAt(call, steady);
}

/** See {@link useCallNow}. A snapshot may be newer than the last second that was counted. */
export function callNowAt(call: Snapshot, steady: number): number | null {
  if (call.asOf === null) return null;
  const at = heard.get(call.id)?.at ?? steady;
  return call.asOf + Math.max(steady - at, 0);
}
