import { readFileSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { z } from 'zod';
import { isOnThisComputer } from '../../shared/domain/api-address.ts';

/** Where updates come from. */
export type UpdateFeed =
  /** Nobody set a feed, or the administrator switched it off: nothing is asked. */
  | { kind: 'none' }
  /** Set, and not to be understood: nothing is asked either. `where`: the file or the variable. */
  | { kind: 'unusable'; where: string }
  /** `url` null: as the build says, in its own `app-update.yml`. */
  | { kind: 'feed'; url: string | null; allowDowngrade: boolean };

export interface FeedSources {
  /** The administrator's file: see `administratorFile`. */
  file: string;
  env: Record<string, string | undefined>;
  /** What electron-builder wrote into the package, if it was built with a feed. */
  builtIn: string;
}

/** The environment's way to say what the administrator's file says. */
export const feedVariable = 'HANDSET_UPDATE_FEED';

/** Over https, or from this very computer. */
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
 * The administrator's file decides, then the environment, then the build. A file that is there and
 * cannot be understood decides, too: whoever wrote it wanted something else than what was built in.
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

/** electron-builder may guess a place to publish to; only a feed that was named is one. */
function builtWithFeed(file: string): boolean {
  try {
    return /^provider: ["']?generic["']?\s*$/m.test(read(file) ?? '');
  } catch {
    return false;
  }
}

/** Null where there is no such file. An editor's byte order mark is no part of it. */
function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw error;
  }
}
