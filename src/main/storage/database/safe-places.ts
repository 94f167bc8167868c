import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Where `backups/` or `damaged/` cannot be used, being a file, a dangling link, read-only, the next
 * name is taken: `backups-2/`, `backups-3/`. What lies in any of them counts.
 */
const places = 9;

function namesOf(dir: string): string[] {
  return Array.from({ length: places }, (_, index) => (index === 0 ? dir : `${dir}-${index + 1}`));
}

/** Those of the folder and its stand-ins that there are. */
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

/** Going elsewhere on the same disk would not help. */
const noRoom = new Set(['ENOSPC', 'EDQUOT']);

/**
 * The folder, or the first of its stand-ins, that can be written to; made where it is missing.
 * `reachable`: files have to be moved there, so that it must be on the disk that they are on. Throws
 * why the folder itself cannot be used, where there is none.
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

/** Only writing tells: a network drive, say, forbids what its modes allow. */
function tryWriting(place: string): void {
  mkdirSync(place, { recursive: true, mode: 0o700 });
  // What a refusal to remove leaves goes with the unfinished copies.
  const probe = join(place, 'handset-probe.unfinished');
  writeFileSync(probe, '', { mode: 0o600 });
  try {
    rmSync(probe, { force: true });
  } catch {
    // It can be written to, which was the question.
  }
}
