import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: number | undefined;
let now = Date.now();
/** The same moment by a monotonic clock. */
let steady = performance.now();

function read(): void {
  now = Date.now();
  steady = performance.now();
}

function tick(): void {
  read();
  for (const listener of listeners) listener();
}

/** One timer for all clocks, on the turn of the second, and only while any is visible. */
function arrange(): void {
  window.clearTimeout(timer);
  timer = undefined;
  if (listeners.size === 0 || document.hidden) return;
  timer = window.setTimeout(
    () => {
      tick();
      arrange();
    },
    1000 - (Date.now() % 1000),
  );
}

function onVisibility(): void {
  if (!document.hidden) tick();
  arrange();
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) document.addEventListener('visibilitychange', onVisibility);
  listeners.add(listener);
  read();
  arrange();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener('visibilitychange', onVisibility);
    arrange();
  };
}

const never = () => () => {};

/**
 * Returns the time in epoch milliseconds, updated each second while `running` and the window is
 * visible; otherwise as of the last update.
 */
export function useNow(running: boolean): number {
  return useSyncExternalStore(running ? subscribe : never, () => now);
}

/** Like {@link useNow}, by a monotonic clock: only differences mean anything. */
export function useSteadyNow(running: boolean): number {
  return useSyncExternalStore(running ? subscribe : never, () => steady);
}

const wholeMinute = () => now - (now % 60_000);

/** Like a running {@link useNow}, updated only once a minute. */
export function useMinute(): number {
  return useSyncExternalStore(subscribe, wholeMinute);
}
