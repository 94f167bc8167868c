import type { Clock } from '../base/clock.ts';

/** Passes news on at most once in `everyMs`, and then the newest; the last piece is never lost. */
export function tellSparingly<T>(clock: Clock, everyMs: number, tell: (news: T) => void) {
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
    /** Tells what waits, and is silent from then on. */
    end: (): void => {
      cancel?.();
      if (waiting !== null) tell(waiting.news);
      waiting = null;
    },
  };
}
