import type { CallFacts, CallProblem, CallState, Leg } from '../../shared/domain/call.ts';
import type { ProviderCall } from '../exotel/provider-call.ts';
import { canStillTell, longestLifeMs } from './call-life.ts';
import { aheadOf, begunAt, ownLegs, ownTime, startedAt } from './call-time.ts';
import { learn } from './provider-facts.ts';

/**
 * What Exotel reports of a call means the same in both directions, except for what a `Reading`
 * defines.
 */

/** How far the call's clock is ahead of Exotel's, if that could be measured. */
export type Measured = number | null | undefined;

/** How one direction reads details of a call that is going on, or may be. */
export interface Reading<T extends CallFacts> {
  /** Exotel knows the call, and began it at this time at the latest. */
  known: (call: T, begunAt: number) => T;
  /** The call's state while Exotel says that it is going on. */
  running: (call: T) => CallState;
}

/** Applies Exotel's details to a call; returns the same call if they say nothing about it. Pure. */
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
  // A time outside the call's life does not belong to it.
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
  // Stuck on Exotel's side: still no end, and nothing is going on.
  if (call.state === 'no_final_status' && at - startedAt(call) > longestLifeMs(call)) return heard;
  const running: T = { ...heard, outcome: null };
  return endedAt === null
    ? { ...running, state: reading.running(call) }
    : { ...running, state: 'finishing', finishingAt: call.finishingAt ?? endedAt };
}

/** Returns the call with the legs that Exotel tells, their times by the call's own clock. */
export function withLegs<T extends CallFacts>(
  call: T,
  told: Leg[],
  at: number,
  measured: Measured,
): T {
  const aheadMs = aheadOf(call, measured, begunAt(call.direction, call.provider, told));
  return { ...call, aheadMs, legs: ownLegs({ ...call, aheadMs }, told, at), legsSupported: true };
}

/** Records that asking Exotel failed; shown for as long as another poll is planned. */
export function pollFailed<T extends CallFacts>(call: T, problem: CallProblem): T {
  return canStillTell(call) ? { ...call, pollProblem: problem } : call;
}

/** No final word will come any more. */
export function gaveUp<T extends CallFacts>(call: T): T {
  const state = 'no_final_status';
  return { ...call, state, outcome: state, endedAt: null, pollProblem: null };
}

/** When it became known: now, unless the call is already over. */
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

/**
 * @param now used if Exotel does not say when the call ended; null if that can no longer be known.
 */
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

/** If Exotel gives no outcome: with talk time or a recording, the call was answered. */
function outcomeOf({ outcome, talkSeconds, recordingUrls }: ProviderCall): CallFacts['outcome'] {
  if (outcome !== null) return outcome;
  return (talkSeconds ?? 0) > 0 || recordingUrls.length > 0 ? 'completed' : null;
}

function notBeforeAnswer(call: CallFacts, at: number | null): number | null {
  return at === null ? null : Math.max(at, call.agentAnsweredAt ?? at);
}

/**
 * Adds durations and the status, which can still arrive for some minutes after the end; nothing
 * known is dropped.
 */
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
