import { readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { z } from 'zod';
import { isOnThisComputer } from '../../shared/domain/api-address.ts';

/** Where updates come from. */
export type UpdateFeed =
  /** No feed is set, or the administrator switched it off: nothing is requested. */
  | { kind: 'none' }
  /** Set but unintelligible: nothing is requested either. `where`: the file or the variable. */
  | { kind: 'unusable'; where: string }
  /** With `url` null, as the build's own `app-update.yml` says. */
  | { kind: 'feed'; url: string | null; allowDowngrade: boolean };

export interface FeedSources {
  /** The administrator's file: see `administratorFile`. */
  file: string;
  env: Record<string, string | undefined>;
  /** The file electron-builder puts in the package if it was built with a feed. */
  builtIn: string;
}

/** The environment variable that says what the administrator's file would. */
export const feedVariable = 'HANDSET_UPDATE_FEED';

/** Whether it uses https or is on this computer. */
export function isSafeAddress(url: string): boolean {
  const { protocol } = URL.canParse(url) ? new URL(url) : { protocol: '' };
  return protocol === 'https:' || (protocol === 'http:' && isOnThisComputer(url));
}

const addressSchema = z.string().refine(isSafeAddress);
const fileSchema = z.object({
  feed: addressSchema.nullable(),
  allowDowngrade: z.boolean().default(false),
});

/** The machine-wide file that only an administrator may write. */
export function administratorFile(
  platform: NodeJS.Platform,
  env: Record<string, string | undefined>,
): string {
  if (platform === 'win32')
    return win32.join(env['ProgramData'] ?? 'C:\\ProgramData', 'Handset', 'update.json');
  return platform === 'darwin'
    ? '/Library/Application Support/Handset/update.json'
    : posix.join('/etc/handset', 'update.json');
}

/**
 * Chooses the feed: the administrator's file decides, then the environment, then the build. A file
 * that exists but cannot be understood decides, too: its author wanted something other than what
 * was built in.
 */
export function chooseFeed({ file, env, builtIn }: FeedSources): UpdateFeed {
  try {
    const written = read(file);
    if (written !== null) {
      const { feed, allowDowngrade } = fileSchema.parse(JSON.parse(written));
      return feed === null ? { kind: 'none' } : { kind: 'feed', url: feed, allowDowngrade };
    }
  } catch {
    return { kind: 'unusable', where: file };
  }
  const set = env[feedVariable];
  if (set !== undefined && set !== '')
    return isSafeAddress(set)
      ? { kind: 'feed', url: set, allowDowngrade: false }
      : { kind: 'unusable', where: feedVariable };
  return builtWithFeed(builtIn)
    ? { kind: 'feed', url: null, allowDowngrade: false }
    : { kind: 'none' };
}

/** electron-builder may guess where to publish; only a feed that was named counts. */
function builtWithFeed(file: string): boolean {
  try {
    return /^provider: ["']?generic["']?\s*$/m.test(read(file) ?? '');
  } catch {
    return false;
  }
}

/** Returns null if there is no such file. An editor's byte order mark is dropped. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
