import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * If `backups/` or `damaged/` cannot be used, being a file, a dangling link or read-only, the next
 * name is used: `backups-2/`, `backups-3/`. The contents of all of them count.
 */
const places = 9;

function namesOf(dir: string): string[] {
  return Array.from({ length: places }, (_, index) => (index === 0 ? dir : `${dir}-${index + 1}`));
}

/** Returns those of the folder and its substitutes that exist. */
export function placesOf(dir: string): string[] {
  return namesOf(dir).filter(isFolder);
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

/** Another folder on the same disk would not help. */
const noRoom = new Set(['ENOSPC', 'EDQUOT']);

/**
 * Returns the folder, or the first of its substitutes, that can be written to, creating it if
 * missing. `reachable`: files have to be moved there, so it must be on the same disk. If there is
 * none, throws why the folder itself cannot be used.
 */
export function placeToWrite(dir: string, reachable = false): string {
  let first: unknown;
  for (const place of namesOf(dir)) {
    try {
      tryWriting(place);
      if (!reachable || statSync(place).dev === statSync(dirname(dir)).dev) return place;
    } catch (error) {
      if (noRoom.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      first ??= error;
    }
  }
  throw first;
}

/** Only writing tells: a network drive, for example, may forbid what its modes allow. */
function tryWriting(place: string): void {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  // If it cannot be removed again, it goes with the unfinished copies.
  const probe = join(place, 'handset-probe.unfinished');
  writeFileSync(probe, '', { mode: 0o600 });
  try {
    rmSync(probe, { force: true });
  } catch {
    // It can be written to, which was the question.
  }
}
