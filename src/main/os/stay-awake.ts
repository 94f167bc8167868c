import { powerSaveBlocker } from 'electron';
import type { Call } from '../../shared/domain/call.ts';
import { isLive } from '../../shared/domain/call.ts';

/**
 * Keeps the computer and Handset's timers running while a call is followed: an idle computer would
 * sleep, and macOS would stretch the timers of an app without a window. The screen may go dark.
 */
export function createStayAwake() {
  const live = new Set<string>();
  let blocker: number | null = null;

  function settle(): void {
    if (live.size > 0) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else release();
  }
  function release(): void {
    if (blocker !== null) powerSaveBlocker.stop(blocker);
    blocker = null;
  }

  return {
    /** Takes note of a call's current state. */
    follow({ id, state }: Pick<Call, 'id' | 'state'>): void {
      if (isLive(state)) live.add(id);
      else live.delete(id);
      settle();
    },
    dispose: release,
  };
}
