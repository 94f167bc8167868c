// Which files hold tests, and which of them a path given to `npm test` selects. Plain JavaScript
// without dependencies, because a wrong path is reported before anything is installed.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Returns the tests at a path: the file itself, or those anywhere below the folder. Playwright's
 * end in `.spec.ts`, all others are vitest's.
 * @param {string} path of a file or folder, relative to the project
 * @returns {string[] | null} relative to the project, with slashes; null if there is nothing
 */
export function testFilesAt(path) {
  const place = resolve(root, path);
  const found = statSync(place, { throwIfNoEntry: false });
  if (!found) return null;
  const files = found.isDirectory()
    ? readdirSync(place, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [place];
  return files
    .map((file) => relative(root, file).split(sep).join('/'))
    .filter((file) => /^tests\/.*\.(test\.tsx?|spec\.ts)$/.test(file))
    .sort();
}

/**
 * @param {string} path
 * @returns {string | null} why no command can do anything with it
 */
export function existingPath(path) {
  return existsSync(resolve(root, path))
    ? null
    : `There is no file or folder "${path}" in the project.`;
}

/**
 * @param {string} path
 * @returns {string | null} why `npm test` cannot run it
 */
export function pathComplaint(path) {
  const missing = existingPath(path);
  if (missing !== null) return missing;
  const holdsTests = (testFilesAt(path) ?? []).length > 0;
  return holdsTests ? null : `"${path}" holds no test: tests are below tests/.`;
}

/** @param {string} file */
export function isSpec(file) {
  return file.endsWith('.spec.ts');
}

/**
 * Returns the pattern by which both runners find a text in the names of tests: literally, ignoring
 * case. One of the runners accepts no flags with a pattern.
 * @param {string} text
 */
export function namePattern(text) {
  return Array.from(text, (letter) => {
    const [small, large] = [letter.toLowerCase(), letter.toUpperCase()];
    if (small !== large && small.length === large.length) return `[${small}${large}]`;
    return letter.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
  }).join('');
}
