import { clockOf } from '../../../../shared/clock-text.ts';
import type { Availability } from '../../../../shared/domain/availability.ts';
import { useNow } from '../../ui/use-now.ts';

/**
 * How long a break has lasted, or how long the time after a call has left; nothing where no clock
 * matters.
 */
export function AvailabilityClock({ availability }: { availability: Availability }) {
  const { state, since, until } = availability;
  const runs = state === 'break' || state === 'wrapup';
  const now = useNow(runs);
  if (!runs) return null;
  const ms = state === 'wrapup' && until !== null ? until - now : now - since;
  return <span className="availability-clock">{clockOf(ms / 1000)}</span>;
}
