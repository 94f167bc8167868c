import { type CallFacts, type CallProblem, isOpen } from '../../shared/domain/call.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { CallConnection, ExotelClient } from '../exotel/client.ts';
import type { Moment } from './call-clock.ts';
import { canBePolled, longestLifeMs } from './call-life.ts';
import type { CallEvent } from './call-machine.ts';
import { CallPoller, type OpenCall, type PollReport, type PollRequest } from './call-poller.ts';
import { startedAt } from './call-time.ts';
import { mostFailures, nextQuestion, notFoundPatience, sweepGraceMs } from './poll-schedule.ts';

export interface PollOptions {
  clock: Clock;
  facts: (callId: string) => CallFacts | null;
  /** What a call's own clock says. */
  moment: (call: CallFacts) => Moment;
  /** Null when the call's account is not set up any more. */
  access: (call: CallFacts) => Promise<CallConnection | null>;
  /** Feeds the machine; answers the call after the event. */
  apply: (callId: string, event: CallEvent) => CallFacts;
}

/** How long to wait between looks for an account that is not there: it may be set up again. */
const noAccountRetrySeconds = 60;

/**
 * One look at an open call, where the budget allows one: asks for legs or details, and feeds what it
 * heard to the machine. However old the call is, it is asked about before it is given up.
 */
export async function pollCall(
  options: PollOptions,
  callId: string,
  wish: PollRequest,
): Promise<PollReport> {
  const call = options.facts(callId);
  if (!call?.sid || !canBePolled(call)) return { over: true };
  const access = await options.access(call);
  if (!access) return withoutAccount(options, call, wish);
  const { client, timeScale, budget } = access;
  const postponedMs = budget?.waitMs(wish.need, steadyNow(options.clock)) ?? 0;
  if (postponedMs > 0) return { postponedMs };
  const perMinute = budget?.perMinute ?? Number.POSITIVE_INFINITY;
  // Only details tell whether a call is still going on; so after a failure, too.
  const definite = wish.end || wish.failures > 0 || isPastLife(options, call, timeScale);
  const question = definite ? 'details' : nextQuestion({ ...call, looks: wish.polls, perMinute });
  const problem = await ask(options, client, call, question);
  const after = options.facts(callId);
  if (!after || !canBePolled(after)) {
    if (after?.state === 'ended') await askLastLegs(options, access, after);
    return { over: true };
  }
  // Of one in doubt it proves nothing, and changes nothing: the agent says what became of it.
  if (isLost(wish, problem, timeScale) || isStuck(options, after, wish, problem, timeScale))
    return giveUp(options, after);
  return waiting(options, after, timeScale, {
    failed: problem !== null,
    notFound: problem?.kind === 'call_not_found',
    retryAfterSeconds: problem?.retryAfterSeconds ?? null,
  });
}

/** A call that nobody has looked at yet. */
export function openCall(options: PollOptions, call: CallFacts, timeScale: number): OpenCall {
  return waiting(options, call, timeScale, {
    failed: false,
    notFound: false,
    retryAfterSeconds: null,
  });
}

/** Follows calls by such looks. */
export function createPoller(
  options: PollOptions,
  { random, log }: { random: () => number; log: Log },
): CallPoller {
  return new CallPoller({
    clock: options.clock,
    random,
    look: (id, wish) =>
      pollCall(options, id, wish).catch((error: unknown) => {
        log.error('look failed', error);
        return null;
      }),
  });
}

function waiting(
  options: PollOptions,
  call: CallFacts,
  timeScale: number,
  rest: Pick<OpenCall, 'failed' | 'notFound' | 'retryAfterSeconds'>,
): OpenCall {
  return { over: false, state: call.state, ...begunSteadily(options, call), timeScale, ...rest };
}

/** When Exotel got the call, by the clock that never jumps. */
function begunSteadily({ clock, moment }: PollOptions, call: CallFacts): { acceptedAt: number } {
  return { acceptedAt: steadyNow(clock) - (moment(call).at - startedAt(call)) };
}

/** Without its account, too: a call must not be "on the line" for ever. */
function withoutAccount(options: PollOptions, call: CallFacts, wish: PollRequest): PollReport {
  if (isPastLife(options, call, 1) && wish.followedMs > sweepGraceMs) return giveUp(options, call);
  const retryAfterSeconds = noAccountRetrySeconds;
  return waiting(options, call, 1, { failed: true, notFound: false, retryAfterSeconds });
}

/** Nobody looks any more until somebody asks again: see LateLooks. */
function giveUp({ apply, moment }: PollOptions, call: CallFacts): PollReport {
  if (isOpen(call.state)) apply(call.id, { type: 'gave_up', ...moment(call) });
  return { over: true };
}

/** Null: answered. */
async function ask(
  options: PollOptions,
  client: ExotelClient,
  call: CallFacts,
  question: 'details' | 'legs',
): Promise<CallProblem | null> {
  const sid = call.sid ?? '';
  return question === 'legs'
    ? askLegs(options, client, call, sid)
    : askDetails(options, client, call, sid);
}

async function askLegs(
  options: PollOptions,
  client: ExotelClient,
  call: CallFacts,
  sid: string,
): Promise<CallProblem | null> {
  const { apply, moment } = options;
  const result = await client.getLegs(sid, call.direction);
  if (result.ok) {
    apply(call.id, { type: 'legs', ...moment(call), legs: result.value });
    return null;
  }
  // Where legs came before, the account has them, and one refusal means nothing.
  if (isPassing(result.problem) || call.legsSupported === true) {
    apply(call.id, { type: 'poll_failed', ...moment(call), problem: result.problem });
    return result.problem;
  }
  // No call, or no legs? Where details are to be had, it is the legs that are not.
  if (result.problem.kind === 'call_not_found') {
    const problem = await askDetails(options, client, call, sid);
    if (problem) return problem;
  }
  // Legs are a bonus that Exotel switches on per account; without them details tell enough.
  apply(call.id, { type: 'legs_unsupported', ...moment(call) });
  return null;
}

async function askDetails(
  { apply, moment }: PollOptions,
  client: ExotelClient,
  call: CallFacts,
  sid: string,
): Promise<CallProblem | null> {
  const result = await client.getCall(sid, call.direction);
  if (result.ok) {
    apply(call.id, { type: 'details', ...moment(call), call: result.value });
    return null;
  }
  apply(call.id, { type: 'poll_failed', ...moment(call), problem: result.problem });
  return result.problem;
}

/** Exotel has not known the call so often, and for so long, that it will not soon. */
function isLost(
  { notFound }: PollRequest,
  problem: CallProblem | null,
  timeScale: number,
): boolean {
  return (
    problem?.kind === 'call_not_found' &&
    notFound.times + 1 >= notFoundPatience.polls &&
    notFound.forMs >= notFoundPatience.ms * timeScale
  );
}

/**
 * Exotel has told nothing new just now, and ought to have long ago. While it says that the call goes
 * on, its age alone, which a clock set meanwhile may have made, does not end it: it has to go on
 * saying so for as long as a late answer may take.
 */
function isStuck(
  options: PollOptions,
  call: CallFacts,
  { failures, followedMs }: PollRequest,
  problem: CallProblem | null,
  timeScale: number,
): boolean {
  if (!isPastLife(options, call, timeScale)) return false;
  if (problem === null) return followedMs > sweepGraceMs * timeScale;
  return failures + 1 >= mostFailures;
}

function isPastLife(
  { moment }: Pick<PollOptions, 'moment'>,
  call: CallFacts,
  timeScale: number,
): boolean {
  return moment(call).at - startedAt(call) > longestLifeMs(call) * timeScale;
}

/** The legs as they ended, for the call's story. Nothing depends on them, so they may be left out. */
async function askLastLegs(
  { apply, clock, moment }: PollOptions,
  { client, budget }: CallConnection,
  call: CallFacts,
): Promise<void> {
  if (call.legsSupported === false || call.sid === null) return;
  if (budget && budget.waitMs('later', steadyNow(clock)) > 0) return;
  const result = await client.getLegs(call.sid, call.direction);
  if (result.ok) apply(call.id, { type: 'legs', ...moment(call), legs: result.value });
}

/** Failures that say nothing about the legs endpoint itself. */
function isPassing(problem: CallProblem): boolean {
  return (
    problem.httpStatus === null ||
    problem.kind === 'rate_limited' ||
    problem.kind === 'server_error'
  );
}
