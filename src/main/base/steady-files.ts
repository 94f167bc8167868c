import { open, rename, rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';

/** Errors of file systems that cannot sync a folder, or even open one: SMB, FUSE, WSL, vboxsf. */
const cannotSync = new Set([
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EISDIR',
  'EPERM',
  'EACCES',
  'EBADF',
]);

/**
 * Makes renames in a folder durable where its file system can. Where it cannot, that is not a
 * failure: the files are whole, and only a power cut within seconds could still undo a name.
 */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!cannotSync.has(fileCodeOf(error))) throw error;
  }
}

/** On Windows another program has the file open, such as a virus scanner or a folder sync. */
const heldCodes = new Set(['EPERM', 'EACCES', 'EBUSY']);
const firstPauseMs = 10;
const longestPauseMs = 1_000;
const triesInAll = 12;

type Pause = (ms: number) => Promise<unknown>;

/**
 * Retries a file operation that another program may block for a moment, as scanners do with new
 * files: with growing pauses, for about five seconds in all. Throws the last attempt's error.
 * `pause` waits for the given number of milliseconds.
 */
export async function patiently<T>(
  work: () => T | Promise<T>,
  pause: Pause = wait,
): Promise<Awaited<T>> {
  let ms = firstPauseMs;
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === triesInAll || !heldCodes.has(fileCodeOf(error))) throw error;
    }
    await pause(ms);
    ms = Math.min(2 * ms, longestPauseMs);
  }
}

/** Renames a file that another program may hold for a moment: see {@link patiently}. */
export function renamePatiently(from: string, to: string, pause?: Pause): Promise<void> {
  return patiently(() => rename(from, to), pause);
}

/** Removes a file that another program may hold for a moment; does nothing if it does not exist. */
export function removePatiently(path: string, pause?: Pause): Promise<void> {
  return patiently(() => rm(path, { force: true }), pause);
}

function fileCodeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
