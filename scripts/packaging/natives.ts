import { globSync } from 'node:fs';
import { sep } from 'node:path';

/** The system a package is for, in Node's terms: `linux` `x64`. */
export interface Target {
  platform: string;
  arch: string;
}

const keyringSuffix: Record<string, string> = { linux: '-gnu', win32: '-msvc' };

/**
 * Returns the native modules a package needs, and the only ones it may contain. Paths are relative
 * to its unpacked archive.
 */
export function nativesOf({ platform, arch }: Target): string[] {
  const triple = `${platform}-${arch}${keyringSuffix[platform] ?? ''}`;
  return [
    `node_modules/@napi-rs/keyring-${triple}/keyring.${triple}.node`,
    `node_modules/better-sqlite3/prebuilds/${platform}-${arch}.node`,
  ];
}

/** Returns the native modules in a package's unpacked archive, with forward slashes. */
export function nativesIn(folder: string): string[] {
  return globSync('**/*.node', { cwd: folder }).map((path) => path.split(sep).join('/'));
}

/** Returns what is wrong with a package's native modules; null if they are right. */
export function complaintOfNatives(found: readonly string[], target: Target): string | null {
  const wanted = nativesOf(target);
  const missing = wanted.filter((path) => !found.includes(path));
  const foreign = found.filter((path) => !wanted.includes(path));
  const faults = [
    ...missing.map((path) => `${path} is missing`),
    ...foreign.map((path) => `${path} does not belong there`),
  ];
  if (faults.length === 0) return null;
  const { platform, arch } = target;
  return `A package for ${platform} ${arch} would not work: ${faults.join('; ')}. npm installs native modules for the computer that it runs on: build this package on ${platform} ${arch}, after "npm ci".`;
}
