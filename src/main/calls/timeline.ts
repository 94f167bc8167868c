import type { CallFacts, TimelineEntry } from '../../shared/domain/call.ts';
import { dialOf } from '../../shared/domain/dial-of.ts';
import { isReported } from '../../shared/domain/is-reported.ts';
import type { CallEvent } from './call-machine.ts';
import { momentOf } from './call-time.ts';

/** Returns what an event added to a call's timeline, by comparing the row before and after it. */
export function timelineOf(before: CallFacts, after: CallFacts, event: CallEvent): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const now = momentOf(before, event.at);
  const add = (
    kind: TimelineEntry['kind'],
    basis: TimelineEntry['basis'],
    at = now,
    detail: string | null = null,
  ) => entries.push({ at, kind, basis, detail });

  addDialSteps(before, after, add);
  addArrivalSteps(before, after, add);
  if (before.state === after.state) return entries;

  switch (after.state) {
    case 'sending':
      add('sent', 'local');
      break;
    case 'ended':
      // For a call that was in doubt, both became known just now.
      addEnd(after, wasInDoubt(before) ? now : after.createdAt, add);
      break;
    case 'rejected':
    case 'not_sent':
    case 'unknown':
      add(
        after.state,
        after.state === 'rejected' ? 'observed' : 'local',
        now,
        problemDetail(after),
      );
      break;
    case 'finishing':
      add('finishing', byFloor(after) ? 'reported' : 'observed', after.finishingAt ?? now);
      break;
    case 'no_final_status':
      add('no_final_status', 'local');
      break;
    default:
      break;
  }
  return entries;
}

type Add = (
  kind: TimelineEntry['kind'],
  basis: TimelineEntry['basis'],
  at?: number,
  detail?: string | null,
) => void;

/** Adds the steps that only a dialled call goes through. */
function addDialSteps(before: CallFacts, after: CallFacts, add: Add): void {
  if (before.direction !== 'outbound' || after.direction !== 'outbound') return;
  const { verdict, acceptedAt } = after.dial;
  if (before.dial.verdict !== verdict && verdict)
    add(verdict === 'rang' ? 'agent_said_rang' : 'agent_said_silent', 'agent');
  if (before.dial.acceptedAt === null && acceptedAt !== null) {
    // For a call that was in doubt it may become known only after the end.
    add('accepted', 'observed', acceptedAt);
    add('agent_ringing', 'inferred', acceptedAt);
  }
  if (before.agentAnsweredAt === null && after.agentAnsweredAt !== null) {
    add('agent_answered', 'inferred', after.agentAnsweredAt);
    // Exotel dials the customer only then.
    add('customer_dialled', 'observed', after.agentAnsweredAt);
  }
}

/** Adds the steps that only a call that comes in goes through. */
function addArrivalSteps(before: CallFacts, after: CallFacts, add: Add): void {
  if (before.direction !== 'inbound' || after.direction !== 'inbound') return;
  if (before.arrival.offer !== after.arrival.offer) add('offered', 'reported');
  if (before.agentAnsweredAt === null && after.agentAnsweredAt !== null)
    add('answered', 'reported', after.agentAnsweredAt);
  if (after.state !== 'ringing' || before.state === 'ringing') return;
  add('ringing', after.arrival.signs.phone === null ? 'observed' : 'reported');
}

/** Whether it was the floor that said last where the call stands. */
function byFloor(call: CallFacts): boolean {
  if (call.state === 'ended') return isReported(call);
  return call.direction === 'inbound' && call.arrival.signs.phone?.phase === 'let_go';
}

/** Whether it was unknown until just now that Exotel has the call. */
function wasInDoubt(call: CallFacts): boolean {
  return call.direction === 'outbound' && call.dial.acceptedAt === null;
}

function addEnd(call: CallFacts, earliest: number, add: Add): void {
  // The earlier steps are part of the timeline, and came before.
  const known = Math.max(earliest, call.agentAnsweredAt ?? 0, dialOf(call)?.acceptedAt ?? 0);
  const endedAt = call.endedAt ?? call.finishingAt ?? call.lastHeardAt ?? known;
  // Exotel gives the talk time but not its start: counted back from the end.
  if (call.talkSeconds !== null && call.talkSeconds > 0)
    add(
      'talked',
      'computed',
      Math.max(endedAt - call.talkSeconds * 1000, known),
      `${call.talkSeconds} s`,
    );
  const basis = byFloor(call) ? 'reported' : 'observed';
  add('ended', basis, Math.max(endedAt, call.finishingAt ?? 0, known), call.statusRaw);
}

function problemDetail(call: CallFacts): string | null {
  const { code, description } = dialOf(call)?.problem ?? {};
  return (
    [code, description].filter((part) => part !== null && part !== undefined).join(' · ') || null
  );
}
