import type { ProviderTime } from '../../src/main/exotel/provider-time.ts';
import type { FakeClock } from './fake-clock.ts';

/**
 * Gives Exotel's time to the millisecond through responses over TLS: elapsed time, `aheadMs` apart.
 */
export function hearTime(time: ProviderTime, clock: FakeClock, aheadMs = 0): void {
  const at = clock.monotonic();
  const second = Math.floor((at + aheadMs) / 1_000) * 1_000;
  const date = new Date(second).toUTCString();
  const began = at - (at + aheadMs - second);
  // Two of them: one at the beginning of that second, one at its end.
  for (const when of [began, began + 1_000]) time.learn({ date, sentAt: when, heardAt: when });
}
