import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../src/main/storage/migrations/index.ts';

const folder = join(import.meta.dirname, '../src/main/storage/migrations');
/** `0031-results.ts` leads to version 31. */
const versions = readdirSync(folder)
  .filter((file) => file !== 'index.ts')
  .map((file) => Number(/^(\d{4})-[a-z0-9-]+\.ts$/.exec(file)?.[1]))
  .sort((one, other) => one - other);

test('every migration is in the list, by its file’s number, in rising order', () => {
  expect(versions.length).toBeGreaterThan(5);
  expect(new Set(versions).size).toBe(versions.length);
  expect(migrations.map(({ version }) => version)).toEqual(versions);
});
