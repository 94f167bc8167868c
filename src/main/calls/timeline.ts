import type { CallFacts, TimelineEntry } from '../../shared/domain/call.ts';
import type { CallEvent } from './call-machine.ts';
import { momentOf } from './call-time.ts';

/** What an event added to a call's story, read off the row before and after it. */
export function timelineOf(before: CallFacts, after: CallFacts, event: CallEvent): TimelineEntry[] {
  const entries: TimelineEntry[] = [];
  const now = momentOf(before, event.at);
  const add = (
    kind: TimelineEntry['kind'],
    basis: TimelineEntry['basis'],
    at = now,
    detail: string | null = null,
  ) => entries.push({ at, kind, basis, detail });

  if (before.verdict !== after.verdict && after.verdict)
    add(after.verdict === 'rang' ? 'agent_said_rang' : 'agent_said_silent', 'agent');
  if (before.acceptedAt === null && after.acceptedAt !== null) {
    // Of a call that was in doubt it may be known only after its end.
    add('accepted', 'observed', after.acceptedAt);
    add('agent_ringing', 'inferred', after.acceptedAt);
  }
  if (before.agentAnsweredAt === null && after.agentAnsweredAt !== null) {
    add('agent_answered', 'inferred', after.agentAnsweredAt);
    add('customer_dialled', 'observed', after.agentAnsweredAt);
  }
  if (before.state === after.state) return entries;

  switch (after.state) {
    case 'sending':
      add('sent', 'local');
      break;
    case 'ended':
      // Of one that was in doubt, both became known just now.
      addEnd(after, before.acceptedAt === null ? now : after.createdAt, add);
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
      add('finishing', 'observed', after.finishingAt ?? now);
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

function addEnd(call: CallFacts, earliest: number, add: Add): void {
  // The steps before are part of the story, and came before.
  const known = Math.max(earliest, call.agentAnsweredAt ?? 0, call.acceptedAt ?? 0);
  const endedAt = call.endedAt ?? call.finishingAt ?? call.lastHeardAt ?? known;
  // Exotel gives the talk time but not its start: counted back from the end.
  if (call.talkSeconds !== null && call.talkSeconds > 0)
    add(
      'talked',
      'computed',
      Math.max(endedAt - call.talkSeconds * 1000, known),
      `${call.talkSeconds} s`,
    );
  add('ended', 'observed', Math.max(endedAt, call.finishingAt ?? 0, known), call.statusRaw);
}

function problemDetail(call: CallFacts): string | null {
  const { code, description } = call.problem ?? {};
  return (
    [code, description].filter((part) => part !== null && part !== undefined).join(' · ') || null
  );
}
