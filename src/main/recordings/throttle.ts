import type { Clock } from '../base/clock.ts';

/**
 * Passes on at most one piece of news per `everyMs`, always the newest; the last one is never lost.
 */
export function throttle<T>(clock: Clock, everyMs: number, tell: (news: T) => void) {
  let waiting: { news: T } | null = null;
  let cancel: (() => void) | null = null;
  const pass = (): void => {
    cancel = null;
    if (waiting === null) return;
    const { news } = waiting;
    waiting = null;
    cancel = clock.setTimeout(pass, everyMs);
    tell(news);
  };
  return {
    tell: (news: T): void => {
      waiting = { news };
      if (cancel === null) pass();
    },
    /** Passes on what is waiting, then stays silent. */
    end: (): void => {
      cancel?.();
      if (waiting !== null) tell(waiting.news);
      waiting = null;
    },
  };
}
