import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Paths } from './paths.ts';

/** Closed to other users of this computer. */
const folderMode = 0o700;
const fileMode = 0o600;

/**
 * Closes to other users what an earlier Handset, or a copy, left open: first the profile folder, so
 * that nothing in it can be reached any more, then the database and the folders. POSIX only, and as
 * far as possible: some file systems have no modes.
 */
export async function keepPrivate(paths: Paths): Promise<void> {
  if (process.platform === 'win32') return;
  const profile = dirname(paths.database);
  // The log creates its folder itself, open to others.
  await mkdir(paths.logs, { recursive: true, mode: folderMode }).catch(() => {});
  await restrict(profile, folderMode);
  const database = basename(paths.database);
  for (const name of await namesIn(profile))
    if (name.startsWith(database)) await restrict(join(profile, name), fileMode);
  for (const folder of await foldersOf(paths)) await restrict(folder, folderMode);
}

/**
 * Does the same for the files in the profile's folders. Other users can no longer reach them
 * anyway, and there may be tens of thousands of recordings, so startup does not wait for this.
 */
export async function keepFilesPrivate(paths: Paths): Promise<void> {
  if (process.platform === 'win32') return;
  for (const folder of await foldersOf(paths))
    for (const name of await namesIn(folder)) await restrict(join(folder, name), fileMode);
}

/** Returns the folders that exist, including substitutes for those that could not be used. */
async function foldersOf(paths: Paths): Promise<string[]> {
  const profile = dirname(paths.database);
  const folders = [paths.backups, paths.damaged, paths.recordings, paths.logs].map(
    (path) => new RegExp(`^${basename(path)}(-\\d)?$`),
  );
  const names = await namesIn(profile);
  return names
    .filter((name) => folders.some((folder) => folder.test(name)))
    .map((name) => join(profile, name));
}

function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

/**
 * Narrows the mode. Leaves alone what is narrow already, and anything that is not the expected kind
 * of file.
 */
async function restrict(path: string, mode: number): Promise<void> {
  try {
    const found = await lstat(path);
    const isMeant = mode === folderMode ? found.isDirectory() : found.isFile();
    if (isMeant && (found.mode & 0o777 & ~mode) !== 0) await chmod(path, found.mode & mode);
  } catch {
    // Not ours to change, or gone by now.
  }
}
