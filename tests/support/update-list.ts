import { createHash } from 'node:crypto';

/** Returns electron-builder's list for one file. */
export function updateList(file: {
  version: string;
  name: string;
  content: Buffer;
  notes?: string;
  sha512?: string;
}): string {
  const sha512 = file.sha512 ?? createHash('sha512').update(file.content).digest('base64');
  return [
    `version: ${file.version}`,
    'files:',
    `  - url: ${file.name}`,
    `    sha512: ${sha512}`,
    `    size: ${file.content.length}`,
    `path: ${file.name}`,
    `sha512: ${sha512}`,
    `releaseNotes: ${JSON.stringify(file.notes ?? 'Better.')}`,
    "releaseDate: '2026-01-05T06:00:00.000Z'",
    '',
  ].join('\n');
}
