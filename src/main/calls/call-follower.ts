import type { CallFacts, CallProblem } from '../../shared/domain/call.ts';
import type { Clock } from '../base/clock.ts';
import type { CallAccess, ExotelClient } from '../exotel/client.ts';
import { type CallEvent, canBeLookedAt } from './call-machine.ts';
import type { LookReport, LookWish, OpenCall } from './call-poller.ts';
import { nextQuestion, notFoundPatienceMs, sweepGraceMs } from './poll-schedule.ts';

export interface LookOptions {
  clock: Clock;
  facts: (callId: string) => CallFacts | null;
  /** Null when the call's account is not set up any more. */
  access: (call: CallFacts) => Promise<CallAccess | null>;
  /** Feeds the machine; answers the call after the event. */
  apply: (callId: string, event: CallEvent) => CallFacts;
}

/** How long to wait between looks for an account that is not there: it may be set up again. */
const noAccountRetrySeconds = 60;

/**
 * One look at an open call, where the budget allows one: asks for legs or details, and feeds what it
 * heard to the machine.
 */
export async function lookAtCall(
  options: LookOptions,
  callId: string,
  { looks, need, end }: LookWish,
): Promise<LookReport> {
  const call = options.facts(callId);
  if (!call?.sid || !canBeLookedAt(call)) return { over: true };
  const access = await options.access(call);
  // Without its account, too: a call must not be "on the line" for ever.
  if (isPastSweep(call, access?.timeScale ?? 1, options.clock.now())) {
    options.apply(callId, { type: 'gave_up', at: options.clock.now() });
    return { over: true };
  }
  if (!access) return waiting(call, 1, { failed: true, retryAfterSeconds: noAccountRetrySeconds });
  const { client, timeScale, budget } = access;
  const postponedMs = budget?.waitMs(need, options.clock.now()) ?? 0;
  if (postponedMs > 0) return { postponedMs };
  const perMinute = budget?.perMinute ?? Number.POSITIVE_INFINITY;
  const problem =
    !end && nextQuestion({ ...call, looks, perMinute }) === 'legs'
      ? await askLegs(options, client, call, call.sid)
      : await askDetails(options, client, call, call.sid, timeScale);
  const after = options.facts(callId);
  if (!after || !canBeLookedAt(after)) {
    if (after?.state === 'ended') await askLastLegs(options, access, after);
    return { over: true };
  }
  // Whoever may never have been placed is not waited for: the agent says what became of it.
  if (isLost(after, problem, timeScale, options.clock.now())) return { over: true };
  return waiting(after, timeScale, {
    failed: problem !== null,
    retryAfterSeconds: problem?.retryAfterSeconds ?? null,
  });
}

function waiting(
  call: CallFacts,
  timeScale: number,
  rest: { failed: boolean; retryAfterSeconds: number | null },
): OpenCall {
  return { over: false, state: call.state, acceptedAt: startOf(call), timeScale, ...rest };
}

/** When Exotel got the call, as far as is known. */
export function startOf(call: CallFacts): number {
  return call.acceptedAt ?? call.sentAt ?? call.createdAt;
}

async function askLegs(
  { apply, clock }: LookOptions,
  client: ExotelClient,
  call: CallFacts,
  sid: string,
): Promise<CallProblem | null> {
  const result = await client.getLegs(sid);
  const at = clock.now();
  if (result.ok) {
    apply(call.id, { type: 'legs', at, legs: result.value });
    return null;
  }
  if (isPassing(result.problem)) {
    apply(call.id, { type: 'look_failed', at, problem: result.problem });
    return result.problem;
  }
  // Legs are a bonus that Exotel switches on per account; without them details tell enough.
  apply(call.id, { type: 'legs_unsupported', at });
  return null;
}

async function askDetails(
  { apply, clock }: LookOptions,
  client: ExotelClient,
  call: CallFacts,
  sid: string,
  timeScale: number,
): Promise<CallProblem | null> {
  const result = await client.getCall(sid);
  const at = clock.now();
  if (result.ok) {
    apply(call.id, { type: 'details', at, call: result.value });
    return null;
  }
  apply(call.id, { type: 'look_failed', at, problem: result.problem });
  // Says so of a call that was taken; of one in doubt it proves nothing, and changes nothing.
  if (isLost(call, result.problem, timeScale, at)) apply(call.id, { type: 'gave_up', at });
  return result.problem;
}

/** Exotel has not known the call for so long that it will not any more. */
function isLost(
  call: CallFacts,
  problem: CallProblem | null,
  timeScale: number,
  now: number,
): boolean {
  return problem?.kind === 'call_not_found' && now - startOf(call) > notFoundPatienceMs * timeScale;
}

/** The legs as they ended, for the call's story. Nothing depends on them, so they may be left out. */
async function askLastLegs(
  { apply, clock }: LookOptions,
  { client, budget }: CallAccess,
  call: CallFacts,
): Promise<void> {
  if (call.legsSupported === false || call.sid === null) return;
  if (budget && budget.waitMs('later', clock.now()) > 0) return;
  const result = await client.getLegs(call.sid);
  if (result.ok) apply(call.id, { type: 'legs', at: clock.now(), legs: result.value });
}

/** Failures that say nothing about the legs endpoint itself. */
function isPassing(problem: CallProblem): boolean {
  return (
    problem.httpStatus === null ||
    problem.kind === 'rate_limited' ||
    problem.kind === 'server_error'
  );
}

function isPastSweep(call: CallFacts, timeScale: number, now: number): boolean {
  return now - startOf(call) > (call.maxTimeLimitSeconds * 1000 + sweepGraceMs) * timeScale;
}
