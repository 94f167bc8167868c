import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** What a file system or a scanner refuses. Everything else is really done. */
export interface Refusals {
  /** The error code of syncing a folder, such as EINVAL on SMB. */
  folderSync?: string;
  /** Renaming fails with `code` this many times per file, then succeeds. */
  rename?: { code: string; times: number };
  /** The error code of removing paths that match. */
  remove?: { code: string; path: RegExp };
  /** The error code of writing or creating paths that match, such as ENOSPC. */
  write?: { code: string; path: RegExp };
  /** Called before each sync and each rename: `sync /a/b`, `rename /a/b /a/c`. */
  seen?: (act: string) => void;
}

type Fs = typeof fs;
type AnyFunction = (...args: never[]) => unknown;

/**
 * Makes `node:fs` of this thread refuse, for every module that imported it, in whatever way.
 * Returns a function that ends it. SQLite is not affected: it does not go through Node.
 */
export function refuseFiles(refusals: Refusals): () => void {
  const tried = new Map<string, number>();
  const names = new Map<number, string>();
  const sync = (path: string, isFolder: boolean) => {
    refusals.seen?.(`sync ${path}`);
    if (isFolder && refusals.folderSync) throw refusal(refusals.folderSync, 'fsync', path);
  };
  const rename = (from: string, to: string) => {
    refusals.seen?.(`rename ${from} ${to}`);
    const count = tried.get(from) ?? 0;
    tried.set(from, count + 1);
    if (refusals.rename && count < refusals.rename.times)
      throw refusal(refusals.rename.code, 'rename', from);
  };
  const guard = (rule: 'remove' | 'write') => (path: unknown) => {
    const refused = refusals[rule];
    if (refused?.path.test(String(path))) throw refusal(refused.code, rule, String(path));
  };
  const [remove, write] = [guard('remove'), guard('write')];
  const undo = [
    patch(fs, 'openSync', (real) => (path, flags, mode) => {
      if (flags !== undefined && flags !== 'r') write(path);
      const descriptor = real(path, flags ?? 'r', mode);
      names.set(descriptor, String(path));
      return descriptor;
    }),
    patch(fs, 'fsyncSync', (real) => (descriptor) => {
      sync(names.get(descriptor) ?? '', fs.fstatSync(descriptor).isDirectory());
      real(descriptor);
    }),
    patch(fs, 'renameSync', (real) => (from, to) => {
      rename(String(from), String(to));
      real(from, to);
    }),
    patch(fs.promises, 'rename', (real) => async (from, to) => {
      rename(String(from), String(to));
      await real(from, to);
    }),
    patch(fs.promises, 'open', (real) => async (path, flags, mode) => {
      if (flags !== undefined && flags !== 'r') write(path);
      const handle = await real(path, flags, mode);
      const realSync = handle.sync.bind(handle);
      handle.sync = async () => {
        sync(String(path), (await handle.stat()).isDirectory());
        await realSync();
      };
      return handle;
    }),
    ...before(fs, ['rmSync', 'unlinkSync'], remove),
    ...before(fs.promises, ['rm', 'unlink'], remove),
    ...before(fs, ['writeFileSync', 'mkdirSync'], write),
    ...before(fs.promises, ['writeFile', 'mkdir'], write),
  ];
  syncBuiltinESMExports();
  return () => {
    for (const each of undo) each();
    syncBuiltinESMExports();
  };
}

function patch<T extends Fs | Fs['promises'], K extends keyof T>(
  module: T,
  name: K,
  wrap: (real: T[K]) => T[K],
): () => void {
  const real = module[name];
  module[name] = wrap(real);
  return () => {
    module[name] = real;
  };
}

/** Runs `check` on the first argument of each function before it. */
function before<T extends object>(
  module: T,
  names: (keyof T)[],
  check: (path: unknown) => void,
): (() => void)[] {
  return names.map((name) => {
    const real = module[name] as AnyFunction;
    const isAsync = module === fs.promises;
    module[name] = ((...args: never[]) => {
      try {
        check(args[0]);
      } catch (error) {
        if (isAsync) return Promise.reject(error);
        throw error;
      }
      return real(...args);
    }) as T[keyof T];
    return () => {
      module[name] = real as T[keyof T];
    };
  });
}

function refusal(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: refused by the test, ${syscall} '${path}'`), {
    code,
    syscall,
    path,
  });
}
