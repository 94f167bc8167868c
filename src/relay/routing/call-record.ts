import type { Queue } from '../config.ts';
import type { Decision } from '../exotel/connect-reply.ts';
import type { ConnectRequest } from '../exotel/connect-request.ts';
import type { Outcome } from '../exotel/passthru.ts';

/** One offer of a call to an agent. Moments are by a clock that only rises. */
export interface Attempt {
  offer: string;
  agent: string;
  uri: string;
  /** Counts from 1 within the call. */
  number: number;
  ringSeconds: number;
  /** Exotel said that it dials. */
  dialled: boolean;
  /** Somebody picked up. */
  answered: boolean;
  /** The agent was let go, or the call went on without them. */
  isOver: boolean;
}

/** What a relay knows of one call: it lives in memory only. */
export interface CallRecord {
  sid: string;
  queue: Queue;
  caller: string | null;
  called: string;
  /** When Exotel asked for it first in this queue. */
  began: number;
  /** When anything was heard of it last. */
  touched: number;
  /** Oldest first. */
  attempts: Attempt[];
  /** How many of them were made in queues before this one. */
  attemptsBefore: number;
  /** The reply to Exotel as it stands, when it was made, and the attempts it makes. */
  last: { decision: Decision; at: number; ringsMs: number; attempts: Attempt[] } | null;
  /** The reply in the making: who asks meanwhile gets the same. */
  making: Promise<Decision> | null;
  overflowRung: boolean;
  wasAnswered: boolean;
  /** Queues whose desktops were told that nobody took it. */
  missedIn: string[];
  /** How it came out; null while it goes on. */
  came: Outcome['came'] | null;
}

/** Exotel asks twice at the same time: so soon after a reply it means the one before. */
const sameRequestMs = 2_000;

/**
 * Whether Exotel asks for the next attempt, rather than once more for the one that stands: it does if
 * it says how that one ended, or if something else says so.
 */
export function asksForNext(
  record: CallRecord,
  { dialled, dialStatus }: ConnectRequest,
  { now, isSame }: { now: number; isSame(one: string, other: string): boolean },
): boolean {
  const { last } = record;
  if (last === null) return true;
  // They talk.
  if (last.attempts.some(({ answered, isOver }) => answered && !isOver)) return false;
  const { uris } = last.decision;
  const isAmong = (all: readonly string[]): boolean =>
    dialled !== null && all.some((uri) => isSame(uri, dialled));
  if (dialStatus !== null && isAmong(uris)) return true;
  if (now - last.at < sameRequestMs) return false;
  if (uris.length === 0 || now - last.at >= last.ringsMs) return true;
  if (last.attempts.length > 0 && last.attempts.every(({ isOver }) => isOver)) return true;
  // It may speak of an attempt before this one, and be late.
  return dialStatus !== null && !isAmong(record.attempts.map(({ uri }) => uri));
}
