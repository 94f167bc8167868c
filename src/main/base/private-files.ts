import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Paths } from './paths.ts';

/** Nobody else who uses this computer. */
const folderMode = 0o700;
const fileMode = 0o600;

/**
 * Takes what an earlier Handset, or a copy, left open to others away from them: the profile's
 * folder first, so that nothing in it can be reached any more; then the database and the folders. POSIX
 * only, and as far as it goes: some file systems know no modes.
 */
export async function keepPrivate(paths: Paths): Promise<void> {
  if (process.platform === 'win32') return;
  const profile = dirname(paths.database);
  // The log makes its folder by itself, open to others.
  await mkdir(paths.logs, { recursive: true, mode: folderMode }).catch(() => {});
  await restrict(profile, folderMode);
  const database = basename(paths.database);
  for (const name of await namesIn(profile))
    if (name.startsWith(database)) await restrict(join(profile, name), fileMode);
  for (const folder of await foldersOf(paths)) await restrict(folder, folderMode);
}

/**
 * The same for what lies in the profile's folders. They can be reached by nobody else any more, and
 * there may be tens of thousands of recordings: no start has to wait for it.
 */
export async function keepFilesPrivate(paths: Paths): Promise<void> {
  if (process.platform === 'win32') return;
  for (const folder of await foldersOf(paths))
    for (const name of await namesIn(folder)) await restrict(join(folder, name), fileMode);
}

/** Those that are there, and the places taken where one could not be used. */
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
