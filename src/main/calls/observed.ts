import type { CallFacts, CallProblem, CallState } from '../../shared/domain/call.ts';
import type { ProviderCall } from '../exotel/provider-call.ts';
import { canStillTell, longestLifeMs } from './call-life.ts';
import { aheadOf, begunAt, ownTime, startedAt } from './call-time.ts';
import { learn } from './provider-facts.ts';

/** What Exotel tells of a call means the same in both directions, but for what a `Reading` says. */

/** By how much the call's clock is ahead of Exotel's, where that could be measured. */
export type Measured = number | null | undefined;

/** How one direction reads details of a call that goes on, or may. */
export interface Reading<T extends CallFacts> {
  /** Exotel knows the call, and began with it at this time at the latest. */
  known: (call: T, begunAt: number) => T;
  /** Where it stands while Exotel says that it goes on. */
  running: (call: T) => CallState;
}

/** What Exotel's details make of a call; the same call where they say nothing of it. Pure. */
export function seeDetails<T extends CallFacts>(
  call: T,
  told: ProviderCall,
  at: number,
  measured: Measured,
  reading: Reading<T>,
): T {
  if (call.sid !== told.sid) return call;
  const ahead = aheadOf(call, measured, begunAt(call.direction, told, call.legs));
  const dated: T = { ...call, aheadMs: ahead };
  // A time outside of the call's life is none of its times.
  const endedAt = ownTime(dated, told.endedAt, at);
  const seen = endedAt === null ? { ...told, endedAt: null } : told;
  if (call.state === 'ended') return refine(dated, seen, endedAt, call);
  if (!canStillTell(call)) return call;
  const heard: T = {
    ...reading.known(dated, knownSince(dated, told, endedAt, at)),
    provider: learn(call.provider, seen),
    stateRaw: seen.stateRaw,
    statusRaw: seen.statusRaw,
    lastHeardAt: at,
    pollProblem: null,
  };
  if (seen.over) return end(heard, seen, endedAt, call.state === 'no_final_status' ? null : at);
  // Stuck on Exotel's side: still no end, and nothing that goes on.
  if (call.state === 'no_final_status' && at - startedAt(call) > longestLifeMs(call)) return heard;
  const running: T = { ...heard, outcome: null };
  return endedAt === null
    ? { ...running, state: reading.running(call) }
    : { ...running, state: 'finishing', finishingAt: call.finishingAt ?? endedAt };
}

/** Asking Exotel failed: told for as long as asking again is planned. */
export function pollFailed<T extends CallFacts>(call: T, problem: CallProblem): T {
  return canStillTell(call) ? { ...call, pollProblem: problem } : call;
}

/** No final word will come any more. */
export function gaveUp<T extends CallFacts>(call: T): T {
  const state = 'no_final_status';
  return { ...call, state, outcome: state, endedAt: null, pollProblem: null };
}

/** Told of for the first time: now, unless it is over already. */
function knownSince(
  call: CallFacts,
  told: ProviderCall,
  endedAt: number | null,
  at: number,
): number {
  if (endedAt === null) return at;
  const begun = begunAt(call.direction, told, []);
  return Math.min(ownTime(call, begun, at) ?? endedAt, endedAt);
}

/** @param now where Exotel does not say when it ended; null: nobody knows any more. */
function end<T extends CallFacts>(
  call: T,
  seen: ProviderCall,
  endedAt: number | null,
  now: number | null,
): T {
  return {
    ...call,
    state: 'ended',
    outcome: outcomeOf(seen) ?? 'other',
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
function refine<T extends CallFacts>(
  dated: T,
  seen: ProviderCall,
  endedAt: number | null,
  call: T,
): T {
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
