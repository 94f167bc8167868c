import type { DialSource } from './call.ts';

/** Sources in the main window: a dial from there goes through the gate at once. Free of zod. */
export const windowSources = [
  'dialer',
  'history',
  'missed',
] as const satisfies readonly DialSource[];

/** Whether a dial was begun in the main window rather than elsewhere. */
export function isFromWindow(source: DialSource): boolean {
  return (windowSources as readonly DialSource[]).includes(source);
}
