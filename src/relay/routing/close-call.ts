import type { ConnectRequest } from '../exotel/connect-request.ts';
import type { Attempt, CallRecord } from './call-record.ts';
import type { DeskParts } from './desk-parts.ts';

/** The call goes on without those who were rung last. */
export function closeAttempts(
  parts: DeskParts,
  record: CallRecord,
  { dialStatus }: ConnectRequest,
): void {
  const { holds, free, tell, keyOf } = parts;
  const { sid, last } = record;
  if (!last) return;
  for (const attempt of last.attempts) {
    const { agent, offer } = attempt;
    attempt.isOver = true;
    holds.end(agent, keyOf(sid));
    // They did not talk, so they need no time after it.
    free.endRest(agent);
    tell(agent, { kind: 'passed', sid, offer, why: whyPassed(attempt, last.attempts, dialStatus) });
  }
  noteUndialled(parts, record);
  last.attempts = [];
}

function whyPassed(attempt: Attempt, all: readonly Attempt[], dialStatus: string | null) {
  // Of a list, some may never have rung.
  if (all.length > 1 && !attempt.dialled) return 'withdrawn';
  return dialStatus === 'busy' ? 'busy' : 'no_answer';
}

/** Offers of which Exotel never said that it dials: a reply that it did not understand looks like this. */
export function noteUndialled({ metrics }: DeskParts, { queue, last }: CallRecord): void {
  if (!last || last.attempts.length === 0) return;
  if (!last.attempts.some(({ dialled }) => dialled)) metrics.undialled(queue.id);
}

/** Somebody talks with the caller. */
export function noteAnswered({ metrics, counts }: DeskParts, record: CallRecord): void {
  if (record.wasAnswered) return;
  record.wasAnswered = true;
  metrics.answered(record.queue.id);
  counts.add(record.queue.id, 'answered');
}

/** Nobody took the call: every desktop of the queue is told, once. */
export function sayMissed(parts: DeskParts, record: CallRecord, callerLeft = false): void {
  const { sid, caller, called, queue, attempts, attemptsBefore, missedIn } = record;
  if (missedIn.includes(queue.id) || record.wasAnswered) return;
  missedIn.push(queue.id);
  const wasRung = attempts.length > attemptsBefore;
  parts.metrics.missed(queue.id);
  parts.counts.add(queue.id, 'missed');
  parts.missed.add({
    kind: 'missed',
    sid,
    caller,
    called,
    queue: queue.id,
    why: callerLeft ? 'caller_left' : wasRung ? 'no_answer' : 'nobody_free',
  });
}
