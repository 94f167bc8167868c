import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One form in which bytes may contain a secret. */
export interface Form {
  secret: string;
  encoding: string;
  bytes: Buffer;
}

/** Returns every form in which these secrets, and their Authorization pair, are searched for. */
export function canaryForms(apiKey: string, apiToken: string): Form[] {
  const secrets = { key: apiKey, token: apiToken, pair: btoa(`${apiKey}:${apiToken}`) };
  return Object.entries(secrets).flatMap(([name, secret]) =>
    encodings(secret).map(([encoding, bytes]) => ({
      secret: name,
      encoding,
      bytes: typeof bytes === 'string' ? Buffer.from(bytes) : bytes,
    })),
  );
}

/** Returns which of these are in the bytes, for example `token as base64 at 1`. */
export function found(bytes: Buffer, forms: readonly Form[]): string[] {
  return forms
    .filter((form) => bytes.includes(form.bytes))
    .map(({ secret, encoding }) => `${secret} as ${encoding}`);
}

/** Does the same for every file below a folder, including file names. */
export function foundInFolder(folder: string, forms: readonly Form[]): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const path = join(entry.parentPath, entry.name);
    const content = entry.isFile() ? readIfThere(path) : Buffer.alloc(0);
    const all = Buffer.concat([Buffer.from(`${entry.name}\n`), content]);
    return found(all, forms).map((what) => `${path}: ${what}`);
  });
}

/**
 * Does the same for arguments and environment of a process and of all it has started. Linux only.
 */
export function foundInProcesses(root: number, forms: readonly Form[]): string[] {
  return familyOf(root).flatMap((pid) =>
    ['cmdline', 'environ'].flatMap((name) =>
      found(readIfThere(`/proc/${pid}/${name}`), forms).map((what) => `${pid} ${name}: ${what}`),
    ),
  );
}

/** Returns the process and its descendants. */
export function familyOf(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => {
      // The program's name may contain spaces and parentheses.
      const stat = readIfThere(`/proc/${name}/stat`).toString();
      return { pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2]) };
    });
  const family = [root];
  for (const member of family)
    family.push(...parents.filter(({ parent }) => parent === member).map(({ pid }) => pid));
  return family;
}

function encodings(secret: string): [string, Buffer | string][] {
  const utf16 = Buffer.from(secret, 'utf16le');
  const hex = Buffer.from(secret).toString('hex');
  const percent = hex.replace(/../g, '%$&');
  return [
    ['plain text', secret],
    ['UTF-16', utf16],
    ['UTF-16 big-endian', Buffer.from(utf16).swap16()],
    ['hex', hex],
    ['upper-case hex', hex.toUpperCase()],
    ['percent-encoded', percent],
    ['upper-case percent-encoded', percent.toUpperCase()],
    ['a URL component', encodeURIComponent(secret)],
    ...[0, 1, 2].flatMap((offset): [string, string][] => [
      [`base64 at ${offset}`, base64Core(secret, offset, 'base64')],
      [`base64url at ${offset}`, base64Core(secret, offset, 'base64url')],
    ]),
  ];
}

/** Returns the part of the base64 that does not depend on what is before and after the secret. */
function base64Core(secret: string, offset: number, encoding: 'base64' | 'base64url'): string {
  const encoded = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]).toString(encoding);
  const bits = (offset + Buffer.byteLength(secret)) * 8;
  return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
}

/**
 * Files and processes come and go while a running app is searched; on Windows the browser does not
 * let other programs read what it has open (EBUSY).
 */
export function readIfThere(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    return Buffer.alloc(0);
  }
}
