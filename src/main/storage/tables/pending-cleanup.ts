import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { type Read, readFields } from '../../base/read-fields.ts';
import { readDocument, removeDocument, writeDocument } from './documents.ts';

/**
 * What removed calls left outside their rows. Written in the transaction that removes them, so that
 * the rest is done even after a crash; it holds no number and no name.
 */
export interface Leftovers {
  /** Their recordings are named after these. */
  sids: string[];
  /**
   * No trace may stay: the database is rewritten; backups, logs and damaged databases are deleted.
   */
  erase: boolean;
}

const storedSchema = z.object({ sids: z.array(z.unknown()), erase: z.boolean() });

const key = 'leftovers';

/** What can be read is still removed; nothing else is, since it may belong to anyone. */
function readStored(stored: unknown): Read<Leftovers> {
  const { value, odd } = readFields(storedSchema, stored, { sids: [], erase: false });
  const sids = value.sids.filter((sid) => typeof sid === 'string');
  const all = sids.length === value.sids.length;
  return { value: { ...value, sids }, odd: all ? odd : [...odd, 'sids'] };
}

export function readLeftovers(db: Database): Leftovers | null {
  return readDocument(db, key, readStored) ?? null;
}

/** Adds to those that are there already. */
export function addLeftovers(db: Database, { sids, erase }: Leftovers): void {
  const before = readLeftovers(db);
  writeDocument(db, key, {
    sids: [...(before?.sids ?? []), ...sids],
    erase: erase || (before?.erase ?? false),
  });
}

/** Forgets the sids once the recordings are gone. */
export function forgetSids(db: Database, { erase }: Leftovers): void {
  writeDocument(db, key, { sids: [], erase });
}

export function removeLeftovers(db: Database): void {
  removeDocument(db, key);
}
