import type { DialEvent } from '../exotel/dial-event.ts';
import type { Outcome } from '../exotel/passthru.ts';
import type { CallRecord } from './call-record.ts';
import { noteAnswered, noteUndialled, sayMissed } from './close-call.ts';
import type { DeskParts } from './desk-parts.ts';
import { findCall } from './find-call.ts';
import { heldFor } from './held-for.ts';

/** Takes what Exotel does with a phone to those whom it concerns: all who were offered the call. */
export function hearDialEvent(parts: DeskParts, event: DialEvent): void {
  const { sid, uri, phase } = event;
  const record = findCall(parts, event)?.record ?? null;
  if (record) noteDial(parts, record, event);
  const caller = record?.caller ?? event.caller;
  const called = record?.called || event.called;
  const owners = ownersIn(parts, record, uri);
  for (const agent of concerned(record, owners)) {
    const yours = owners.includes(agent);
    parts.tell(agent, { kind: 'dial', sid, caller, called, uri, yours, phase });
  }
}

function noteDial(parts: DeskParts, record: CallRecord, { uri, phase }: DialEvent): void {
  const { addresses, holds, free, keyOf, wrapUpSeconds } = parts;
  const attempt = record.attempts.findLast((each) => addresses.isSame(each.uri, uri));
  if (phase === 'answered') noteAnswered(parts, record);
  if (!attempt) return;
  const { agent, ringSeconds, isOver } = attempt;
  attempt.dialled = true;
  attempt.answered ||= phase === 'answered';
  if (phase !== 'let_go') {
    const ringMs = phase === 'answered' ? null : ringSeconds * 1_000;
    // Also one that had ended by itself: the phone rang for longer than it should.
    if (!isOver) holds.prolong(heldFor(parts, record, attempt, ringMs));
    return;
  }
  attempt.isOver = true;
  holds.end(agent, keyOf(record.sid));
  // Exotel does not say whether they talked. If they did not, it asks whom to ring next at once.
  if (!isOver) free.rest(agent, wrapUpSeconds);
}

/** Takes how a call came out to all who were offered it; one that nobody took, to its whole queue. */
export function hearOutcome(parts: DeskParts, outcome: Outcome): void {
  const { sid, came, talkSeconds, recordingUrl } = outcome;
  const record = findCall(parts, outcome)?.record ?? null;
  const uri = outcome.uri ?? (record && rungIn(record, came)) ?? null;
  const owners = uri === null ? [] : ownersIn(parts, record, uri);
  // A flow may have more than one Passthru behind another, and Exotel repeats what it doubts.
  if (record?.came === came) return;
  const caller = record?.caller ?? outcome.caller;
  const called = record?.called || outcome.called;
  for (const agent of concerned(record, owners)) {
    parts.tell(agent, {
      kind: 'summary',
      sid,
      caller,
      called,
      came,
      uri,
      yours: owners.includes(agent),
      talkSeconds,
      recordingUrl,
    });
  }
  if (record) noteOutcome(parts, record, { came, owners });
  const [owner] = owners;
  if (came === 'talked' && owner !== undefined) parts.missed.served(sid, caller, owner);
}

/**
 * The phone that a call rang last, where Exotel says which nowhere but in dial events; without those
 * a conversation is of the one agent who still had the offer, if it was only one.
 */
function rungIn({ attempts, queue }: CallRecord, came: Outcome['came']): string | null {
  const dialled = attempts.findLast((attempt) => attempt.dialled);
  if (dialled || came !== 'talked') return dialled?.uri ?? null;
  const open = attempts.filter(({ isOver }) => !isOver);
  return queue.mode === 'in_turn' || open.length === 1 ? (open.at(-1)?.uri ?? null) : null;
}

/** Whose phone it is: of those who share one, who was offered the call. */
function ownersIn(parts: DeskParts, record: CallRecord | null, uri: string): readonly string[] {
  const owners = parts.addresses.owners(uri);
  const offered = owners.filter((owner) => record?.attempts.some(({ agent }) => agent === owner));
  return offered.length > 0 ? offered : owners;
}

function noteOutcome(
  parts: DeskParts,
  record: CallRecord,
  { came, owners }: { came: Outcome['came']; owners: readonly string[] },
): void {
  const { holds, free, metrics, keyOf, wrapUpSeconds } = parts;
  const { sid, attempts } = record;
  const isFirst = record.came === null;
  record.came = came;
  for (const attempt of attempts) {
    const { agent, isOver } = attempt;
    attempt.isOver = true;
    holds.end(agent, keyOf(sid));
    const talked = came === 'talked' && owners.includes(agent);
    if (!talked) free.endRest(agent);
    else if (!isOver) free.rest(agent, wrapUpSeconds);
  }
  if (isFirst) {
    noteUndialled(parts, record);
    metrics.attempts(attempts.length);
  }
  if (came !== 'talked') {
    if (came !== 'other') sayMissed(parts, record, came === 'caller_left');
    return;
  }
  noteAnswered(parts, record);
}

function concerned(record: CallRecord | null, owners: readonly string[]): Set<string> {
  return new Set([...(record?.attempts.map(({ agent }) => agent) ?? []), ...owners]);
}
