import type { Clock } from './clock.ts';

/** Resolves once `work` has settled, or after `ms`; what `work` comes to is not told. */
export function within(ms: number, work: Promise<unknown>, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.setTimeout(resolve, ms);
    const done = (): void => {
      cancel();
      resolve();
    };
    work.then(done, done);
  });
}
