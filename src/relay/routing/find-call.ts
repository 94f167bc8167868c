import { randomUUID } from 'node:crypto';
import type { Held } from '../../floor/messages.ts';
import { steadyNow } from '../../main/base/clock.ts';
import type { Attempt, CallRecord } from './call-record.ts';
import type { DeskParts } from './desk-parts.ts';

export interface FoundCall {
  record: CallRecord;
  /** An earlier router offered it, and may not have said so to the desktops. */
  isAdopted: boolean;
}

/**
 * Returns what is known of a call: by this relay, or by what an earlier router wrote of it. Null for
 * a call that nobody was offered.
 */
export function findCall(
  parts: DeskParts,
  { sid, caller, called }: Pick<CallRecord, 'sid' | 'caller' | 'called'>,
): FoundCall | null {
  const found = parts.records.find(sid);
  if (found) {
    found.caller ??= caller;
    found.called ||= called;
    return { record: found, isAdopted: false };
  }
  const held = parts.holds.of(parts.keyOf(sid)).sort((one, other) => one.attempt - other.attempt);
  const [first] = held;
  const queue = parts.queues.find(({ id }) => id === first?.queue);
  if (!first || !queue) return null;
  const record = parts.records.add(sid, queue, { caller, called });
  const attempts = held.flatMap((each) => attemptOf(parts, each.agent, queue.ringSeconds, each));
  record.attempts = [
    ...first.tried.flatMap((agent) => attemptOf(parts, agent, queue.ringSeconds, null)),
    ...attempts,
  ];
  const ageMs = Math.max(0, parts.clock.now() - first.at);
  record.last = {
    decision: {
      uris: attempts.map(({ uri }) => uri),
      again: queue.mode === 'in_turn',
      ringSeconds: queue.ringSeconds,
    },
    at: steadyNow(parts.clock) - ageMs,
    ringsMs: queue.ringSeconds * 1_000 * attempts.length,
    attempts,
  };
  return { record, isAdopted: true };
}

/** @param held null for an attempt that is over. */
function attemptOf(
  { agents }: DeskParts,
  agent: string,
  ringSeconds: number,
  held: Held | null,
): Attempt[] {
  const uri = agents().find(({ id }) => id === agent)?.uri;
  if (uri === undefined) return [];
  const answered = held?.phase === 'talking';
  return [
    {
      offer: held?.offer ?? randomUUID(),
      agent,
      uri,
      number: held?.attempt ?? 0,
      ringSeconds,
      dialled: answered,
      answered,
      isOver: held === null,
    },
  ];
}
