import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Returns the forms in which a text may hide: as it is, in UTF-16 of either order, in JSON's
 * escapes, in base64, in a URL.
 */
export function formsOf(text: string): Buffer[] {
  const utf16 = Buffer.from(text, 'utf16le');
  const escaped = [...text].map((char) =>
    char > '\x7f' ? `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}` : char,
  );
  // In base64 the same bytes look different at each of three offsets; the ends mix with neighbours.
  const base64 = [0, 1, 2].map((shift) =>
    Buffer.from('\0'.repeat(shift) + text)
      .toString('base64')
      .slice(4, -4),
  );
  return [
    Buffer.from(text),
    utf16,
    Buffer.from(utf16).swap16(),
    Buffer.from(escaped.join('')),
    Buffer.from(encodeURIComponent(text)),
    ...base64.filter((each) => each.length >= 8).map((each) => Buffer.from(each)),
  ];
}

/** Lists every file below a folder that contains one of the needles, with the needles' names. */
export function scan(folder: string, needles: Record<string, readonly Buffer[]>): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .flatMap((name) => {
      const bytes = bytesOf(join(folder, name));
      const inName = Buffer.from(name);
      return Object.entries(needles)
        .filter(([, forms]) => forms.some((form) => bytes.includes(form) || inName.includes(form)))
        .map(([needle]) => `${name}: ${needle}`);
    })
    .sort();
}

/** Returns nothing for what is not a file, or was just removed by a browser. */
function bytesOf(path: string): Buffer {
  const isFile = lstatSync(path, { throwIfNoEntry: false })?.isFile();
  try {
    return isFile ? readFileSync(path) : Buffer.alloc(0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}
