import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { statOf } from './book-files.ts';

/** What a book looked like when it was closed. Stands beside it while it is closed. */
const cleanMarkSchema = z.object({ size: z.number(), modifiedAt: z.number() });

function cleanMarkOf(file: string): string {
  return `${file}.clean`;
}

/**
 * Says beside a closed book what it looked like, so that the next start can trust it; or, where it
 * is not `sound`, only that it was closed.
 */
export function leaveCleanMark(file: string, sound: boolean): void {
  const stats = statOf(file);
  if (!stats || statOf(`${file}-wal`)) return;
  const mark = { size: sound ? stats.size : -1, modifiedAt: stats.mtimeMs };
  writeFileSync(cleanMarkOf(file), JSON.stringify(mark));
}

/** Closing has begun: should it not come to its end, the journal that is gone then was not lost. */
export function leaveClosingMark(file: string): void {
  writeFileSync(cleanMarkOf(file), JSON.stringify({ size: -1, modifiedAt: -1 }));
}

/**
 * Was the book closed, and not touched since?
 * - `fits`: the file is as it was left.
 * - `differs`: it was closed well, and something has changed or copied it since.
 * - `none`: it was not closed.
 */
export function readCleanMark(file: string): 'fits' | 'differs' | 'none' {
  const path = cleanMarkOf(file);
  if (!statOf(path)) return 'none';
  const mark = cleanMarkSchema.safeParse(readJson(path)).data;
  const stats = statOf(file);
  const fits =
    mark !== undefined &&
    mark.size === stats?.size &&
    mark.modifiedAt === stats.mtimeMs &&
    statOf(`${file}-wal`) === null;
  return fits ? 'fits' : 'differs';
}

/** The book is open now. */
export function removeCleanMark(file: string): void {
  rmSync(cleanMarkOf(file), { force: true });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
