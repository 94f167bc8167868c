import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';

/**
 * Logs what nothing in main caught, and reports it. Handset keeps running, because a call may be
 * under way and every row is durable on its own. Without a listener Electron would show agents a
 * stack trace (exceptions) or say nothing (rejections).
 */
export function watchMainFailures(log: Log): { failed: Emitter<null>; dispose: () => void } {
  const failed = new Emitter<null>();
  const caught = (error: unknown): void => {
    log.error('nobody caught this', error);
    failed.emit(null);
  };
  process.on('uncaughtException', caught);
  process.on('unhandledRejection', caught);
  return {
    failed,
    dispose: () => {
      process.off('uncaughtException', caught);
      process.off('unhandledRejection', caught);
    },
  };
}
