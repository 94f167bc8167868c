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
  /** The time by a call's own clock. */
  moment: (call: CallFacts) => Moment;
  /** Null if the call's account is no longer set up. */
  access: (call: CallFacts) => Promise<CallConnection | null>;
  /** Feeds the machine; returns the call after the event. */
  apply: (callId: string, event: CallEvent) => CallFacts;
}

/** How long to wait between polls while the account is missing: it may be set up again. */
const noAccountRetrySeconds = 60;

/**
 * Polls an open call once, if the budget allows: asks for legs or details and feeds what it heard
 * to the machine. However old the call is, it is asked about before it is given up.
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
  // Only details say whether a call is still going on, so they are asked for after a failure, too.
  const definite = wish.end || wish.failures > 0 || isPastLife(options, call, timeScale);
  const question = definite ? 'details' : nextQuestion({ ...call, polls: wish.polls, perMinute });
  const problem = await ask(options, client, call, question);
  const after = options.facts(callId);
  if (!after || !canBePolled(after)) {
    if (after?.state === 'ended') await askLastLegs(options, access, after);
    return { over: true };
  }
  // For a call in doubt it proves nothing and changes nothing: the agent says what became of it.
  const lost = isLost(wish, problem, timeScale) && !mayGoOn(options, after, timeScale);
  if (lost || isStuck(options, after, wish, problem, timeScale)) return giveUp(options, after);
  return waiting(options, after, timeScale, {
    failed: problem !== null,
    notFound: problem?.kind === 'call_not_found',
    retryAfterSeconds: problem?.retryAfterSeconds ?? null,
  });
}

/** A call that has not been polled yet. */
export function openCall(options: PollOptions, call: CallFacts, timeScale: number): OpenCall {
  return waiting(options, call, timeScale, {
    failed: false,
    notFound: false,
    retryAfterSeconds: null,
  });
}

/** Follows calls by such polls. */
export function createPoller(
  options: PollOptions,
  { random, log }: { random: () => number; log: Log },
): CallPoller {
  return new CallPoller({
    clock: options.clock,
    random,
    poll: (id, wish) =>
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
  return {
    over: false,
    direction: call.direction,
    state: call.state,
    ...begunSteadily(options, call),
    timeScale,
    ...rest,
  };
}

/** When Exotel got the call, by the monotonic clock. */
function begunSteadily({ clock, moment }: PollOptions, call: CallFacts): { acceptedAt: number } {
  return { acceptedAt: steadyNow(clock) - (moment(call).at - startedAt(call)) };
}

/** Ends the call even without its account: it must not be "on the line" for ever. */
function withoutAccount(options: PollOptions, call: CallFacts, wish: PollRequest): PollReport {
  if (isPastLife(options, call, 1) && wish.followedMs > sweepGraceMs) return giveUp(options, call);
  const retryAfterSeconds = noAccountRetrySeconds;
  return waiting(options, call, 1, { failed: true, notFound: false, retryAfterSeconds });
}

/** Gives the call up: it is not polled again until someone asks. See LatePolls. */
function giveUp({ apply, moment }: PollOptions, call: CallFacts): PollReport {
  if (isOpen(call.state)) apply(call.id, { type: 'gave_up', ...moment(call) });
  return { over: true };
}

/** Returns null if Exotel responded. */
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
  // Legs came before, so the account has them and one refusal means nothing.
  if (isPassing(result.problem) || call.legsSupported === true) {
    apply(call.id, { type: 'poll_failed', ...moment(call), problem: result.problem });
    return result.problem;
  }
  // No call, or no legs? If there are details, it is the legs that are missing.
  if (result.problem.kind === 'call_not_found') {
    const problem = await askDetails(options, client, call, sid);
    if (problem) return problem;
  }
  // Legs are a bonus that Exotel switches on per account; without them details say enough.
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

/**
 * Whether Exotel has reported the call as unknown so often, and for so long, that this will not
 * change soon.
 */
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
 * Whether a call may be going on though Exotel knows none: some accounts' GET finds no call of a
 * flow, and then only the floor says that the agent's phone was let go.
 */
function mayGoOn(options: PollOptions, call: CallFacts, timeScale: number): boolean {
  if (call.direction !== 'inbound' || isPastLife(options, call, timeScale)) return false;
  const { phone, summary } = call.arrival.signs;
  return phone?.phase !== 'let_go' && summary === null;
}

/**
 * Exotel has reported nothing new just now, and should have long ago. While it says that the call
 * is going on, age alone does not end the call, since a clock set in the meantime may have made it
 * look old: Exotel has to keep saying so for as long as a late response may take.
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

/**
 * Fetches the final legs, for the call's timeline. Nothing depends on them, so they may be left
 * out.
 */
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

/** Whether a failure says nothing about the legs endpoint itself. */
function isPassing(problem: CallProblem): boolean {
  return (
    problem.httpStatus === null ||
    problem.kind === 'rate_limited' ||
    problem.kind === 'server_error'
  );
}
