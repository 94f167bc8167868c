import type { Call } from '../../../shared/domain/call.ts';
import { useSteadyNow } from '../ui/use-now.ts';

/** When each snapshot of a call arrived, by a monotonic clock. */
const heard = new Map<string, { asOf: number; at: number }>();

type Snapshot = Pick<Call, 'id' | 'asOf'>;

/** Notes that a snapshot of a call arrived: its clock is extrapolated from now. */
export function noteSnapshot({ id, asOf }: Snapshot): void {
  if (asOf !== null && heard.get(id)?.asOf !== asOf) heard.set(id, { asOf, at: performance.now() });
}

/**
 * Returns the time by the call's own clock, epoch milliseconds, updated each second while
 * `running`: as main reported it plus the time elapsed since, whatever happens to this computer's
 * clock. Null if main keeps no clock for the call.
 */
export function useCallNow(call: Snapshot, running: boolean): number | null {
  const steady = useSteadyNow(running);
  return callNowAt(call, steady);
}

/** See {@link useCallNow}. A snapshot may be newer than the last tick. */
export function callNowAt(call: Snapshot, steady: number): number | null {
  if (call.asOf === null) return null;
  const at = heard.get(call.id)?.at ?? steady;
  return call.asOf + Math.max(steady - at, 0);
}
