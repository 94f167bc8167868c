import type { Areas } from '../ipc/area.ts';

/** Takes up again what an earlier run has left, area by area. Resolves when every one has begun. */
export async function startAreas(areas: Areas): Promise<void> {
  for (const area of Object.values(areas)) await area.start?.();
}

export function sleepAreas(areas: Areas): void {
  for (const area of Object.values(areas)) area.sleep?.();
}

export function wakeAreas(areas: Areas): void {
  for (const area of Object.values(areas)) area.wake?.();
}

/** Ends every area, the last one first, without waiting: Electron does not. */
export function stopAreas(areas: Areas): void {
  for (const area of Object.values(areas).toReversed()) void area.stop?.();
}
