import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * The fuses as they appear in Electron's binary: a marker, followed by the version of their layout,
 * their number and their states: `0` off, `1` on, `r` removed. These are Electron's own defaults.
 * https://www.electronjs.org/docs/latest/tutorial/fuses
 */
const fuses = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX\x01\x0810110001', 'latin1');

const executable = `#!/bin/sh
echo "This is no Electron: Handset was packaged on a stand-in for it, to be looked at. It does not start." >&2
exit 1
`;

const others = [
  'chrome-sandbox',
  'icudtl.dat',
  'LICENSE',
  'LICENSES.chromium.html',
  'locales/en-US.pak',
  'locales/hi.pak',
  'resources.pak',
  'v8_context_snapshot.bin',
];

/**
 * Creates a folder laid out like Electron's for Linux, in which nothing runs: for packaging where
 * Electron itself is unavailable.
 */
export function makeStandIn(folder: string): void {
  for (const name of others) write(join(folder, name), `A stand-in for Electron's ${name}.\n`);
  write(join(folder, 'electron'), Buffer.concat([Buffer.from(executable), fuses]), 0o755);
  mkdirSync(join(folder, 'resources'), { recursive: true });
}

function write(file: string, content: string | Buffer, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content, { mode });
}
