import type { Areas } from '../ipc/area.ts';

/**
 * Starts every area in order, resuming what an earlier run left. Resolves once all have started.
 */
export async function startAreas(areas: Areas): Promise<void> {
  for (const area of Object.values(areas)) await area.start?.();
}

export function sleepAreas(areas: Areas): void {
  for (const area of Object.values(areas)) area.sleep?.();
}

export function wakeAreas(areas: Areas): void {
  for (const area of Object.values(areas)) area.wake?.();
}

/** Stops every area, the last one first, without waiting: Electron does not wait either. */
export function stopAreas(areas: Areas): void {
  for (const area of Object.values(areas).toReversed()) void area.stop?.();
}
