import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Read, readFields } from '../../base/read-fields.ts';
import { readDocument, removeDocument, writeDocument } from './documents.ts';

/**
 * What removed calls have left outside of their rows. Written in the transaction that removes them,
 * so that the rest is done after a crash as well; it knows no number and no name.
 */
export interface Leftovers {
  /** Their recordings are named after these. */
  sids: string[];
  /** Not a trace may stay: the database is rewritten, backups, logs and damaged databases go. */
  erase: boolean;
}

const storedSchema = z.object({ sids: z.array(z.unknown()), erase: z.boolean() });

const key = 'leftovers';

/** What can be read is still removed; nothing else is, since it may be anybody's. */
function readStored(stored: unknown): Read<Leftovers> {
  const { value, odd } = readFields(storedSchema, stored, { sids: [], erase: false });
  const sids = value.sids.filter((sid) => typeof sid === 'string');
  const all = sids.length === value.sids.length;
  return { value: { ...value, sids }, odd: all ? odd : [...odd, 'sids'] };
}

export function readLeftovers(db: Database): Leftovers | null {
  return readDocument(db, key, readStored) ?? null;
}

/** Beside those that are there already. */
export function addLeftovers(db: Database, { sids, erase }: Leftovers): void {
  const before = readLeftovers(db);
  writeDocument(db, key, {
    sids: [...(before?.sids ?? []), ...sids],
    erase: erase || (before?.erase ?? false),
  });
}

/** The recordings are gone: the sids need not be known any more. */
export function forgetSids(db: Database, { erase }: Leftovers): void {
  writeDocument(db, key, { sids: [], erase });
}

export function removeLeftovers(db: Database): void {
  removeDocument(db, key);
}
