import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Paths } from './paths.ts';

/** Nobody else who uses this computer. */
const folderMode = 0o700;
const fileMode = 0o600;

/**
 * Takes what an earlier Handset, or a copy, left open to others away from them: the profile's
 * folder first, so that nothing in it can be reached any more. POSIX only, and as far as it goes:
 * some file systems know no modes.
 */
export async function keepPrivate(paths: Paths): Promise<void> {
  if (process.platform === 'win32') return;
  const profile = dirname(paths.database);
  // The log makes its folder by itself, open to others.
  await mkdir(paths.logs, { recursive: true, mode: folderMode }).catch(() => {});
  await restrict(profile, folderMode);
  const names = await namesIn(profile);
  const book = basename(paths.database);
  const folders = [paths.backups, paths.damaged, paths.recordings, paths.logs].map(
    (path) => new RegExp(`^${basename(path)}(-\\d)?$`),
  );
  await Promise.all(
    names.map(async (name) => {
      const path = join(profile, name);
      if (name.startsWith(book)) await restrict(path, fileMode);
      if (folders.some((folder) => folder.test(name))) await restrictFolder(path);
    }),
  );
}

async function restrictFolder(path: string): Promise<void> {
  await restrict(path, folderMode);
  for (const name of await namesIn(path)) await restrict(join(path, name), fileMode);
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/** Changes nothing where it is as narrow already, nor another kind of thing than is meant. */
async function restrict(path: string, mode: number): Promise<void> {
  try {
    const found = await lstat(path);
    const isMeant = mode === folderMode ? found.isDirectory() : found.isFile();
    if (isMeant && (found.mode & 0o777 & ~mode) !== 0) await chmod(path, found.mode & mode);
  } catch {
    // Not ours to change, or gone meanwhile.
  }
}
