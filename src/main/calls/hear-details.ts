import { type CallFacts, type CallState, isOpen } from '../../shared/domain/call.ts';
import type { ProviderCall } from '../exotel/provider-call.ts';
import { disown } from './call-doubt.ts';
import { canStillTell, longestLifeMs, startedAt } from './call-life.ts';
import { aheadOf, begunAt, ownTime } from './call-time.ts';
import { claimOf } from './custom-field.ts';
import { learn } from './provider-facts.ts';

/** By how much the call's clock is ahead of Exotel's, where that could be measured. */
export type Measured = number | null | undefined;

/** What Exotel's details make of a call; the same call where they say nothing of it. Pure. */
export function seeDetails(
  call: CallFacts,
  told: ProviderCall,
  at: number,
  measured: Measured,
): CallFacts {
  if (call.sid !== told.sid) return call;
  const claim = claimOf(told.customField, call);
  if (claim === 'another' && isOpen(call.state)) return disown(call);
  if (claim === 'another' && call.state !== 'unknown') return call;
  const ahead = aheadOf(call, measured, begunAt(told, call.legs));
  const dated = { ...call, aheadMs: ahead };
  // A time outside of the call's life is none of its times.
  const endedAt = ownTime(dated, told.endedAt, at);
  const seen = endedAt === null ? { ...told, endedAt: null } : told;
  if (call.state === 'ended') return refine(dated, seen, endedAt, call);
  if (!canStillTell(call)) return call;
  // Some other call: the sid that came with the doubt was not this one's.
  if (call.state === 'unknown' && (claim === 'another' || claim === 'foreign'))
    return { ...call, sid: null, pollProblem: null };
  const heard: CallFacts = {
    ...dated,
    provider: learn(call.provider, seen),
    stateRaw: seen.stateRaw,
    statusRaw: seen.statusRaw,
    lastHeardAt: at,
    pollProblem: null,
    // A call that Exotel knows was placed: the doubt is over.
    acceptedAt: call.acceptedAt ?? acceptedBefore(dated, told, endedAt, at),
  };
  if (seen.over) return end(heard, seen, endedAt, call.state === 'no_final_status' ? null : at);
  // Stuck on Exotel's side: still no end, and nothing that goes on.
  if (call.state === 'no_final_status' && at - startedAt(call) > longestLifeMs(call)) return heard;
  const running = { ...heard, outcome: null, problem: null };
  return endedAt === null
    ? { ...running, state: runningState(call) }
    : { ...running, state: 'finishing', finishingAt: call.finishingAt ?? endedAt };
}

/** Told of for the first time: now, unless it is over already. */
function acceptedBefore(
  call: CallFacts,
  told: ProviderCall,
  endedAt: number | null,
  at: number,
): number {
  if (endedAt === null) return at;
  return Math.min(ownTime(call, begunAt(told, []), at) ?? endedAt, endedAt);
}

function runningState(call: CallFacts): CallState {
  if (call.state === 'unknown') return 'accepted';
  if (call.state !== 'no_final_status') return call.state;
  return call.agentAnsweredAt === null ? 'accepted' : 'agent_answered';
}

/** @param now where Exotel does not say when it ended; null: nobody knows any more. */
function end(
  call: CallFacts,
  seen: ProviderCall,
  endedAt: number | null,
  now: number | null,
): CallFacts {
  return {
    ...call,
    state: 'ended',
    outcome: outcomeOf(seen) ?? 'other',
    problem: null,
    endedAt: notBeforeAnswer(call, endedAt ?? now),
    talkSeconds: seen.talkSeconds,
  };
}

/** Without a word of Exotel's: a conversation that was had, or recorded, came about. */
function outcomeOf({ outcome, talkSeconds, recordingUrls }: ProviderCall): CallFacts['outcome'] {
  if (outcome !== null) return outcome;
  return (talkSeconds ?? 0) > 0 || recordingUrls.length > 0 ? 'completed' : null;
}

function notBeforeAnswer(call: CallFacts, at: number | null): number | null {
  return at === null ? null : Math.max(at, call.agentAnsweredAt ?? at);
}

/** Durations and the status can still arrive for some minutes after the end; nothing is unlearned. */
function refine(
  dated: CallFacts,
  seen: ProviderCall,
  endedAt: number | null,
  call: CallFacts,
): CallFacts {
  if (!seen.over) return call;
  const outcome = outcomeOf(seen);
  return {
    ...dated,
    provider: learn(call.provider, seen),
    outcome: call.statusRaw === null && outcome ? outcome : call.outcome,
    statusRaw: call.statusRaw ?? seen.statusRaw,
    endedAt: notBeforeAnswer(call, endedAt) ?? call.endedAt,
    talkSeconds: seen.talkSeconds ?? call.talkSeconds,
  };
}
