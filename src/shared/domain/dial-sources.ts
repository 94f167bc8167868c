import type { DialSource } from './call.ts';

/** Sources of the main window: what is dialled there passes the gate at once. Free of zod. */
export const windowSources = ['dialer', 'history'] as const satisfies readonly DialSource[];

/** Whether a dial was begun in the main window; everything else comes from elsewhere. */
export function isFromWindow(source: DialSource): boolean {
  return (windowSources as readonly DialSource[]).includes(source);
}
