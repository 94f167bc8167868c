import type { CallDirection, CallFacts, Leg, ProviderFacts } from '../../shared/domain/call.ts';
import { dialOf } from '../../shared/domain/dial-of.ts';

/**
 * A call has one clock: this computer's, as it stood when the call began. What Exotel tells of times is
 * translated to it, so that no two times of a call are by different clocks. Pure.
 */

/** Exotel rounds to seconds, and writes some things a little before or after they were. */
const earlyMs = 5 * 60_000;
const lateMs = 2 * 60_000;
/** Below this what Exotel wrote of the call's beginning does not tell a wrong clock from a queue. */
const unsureMs = 10_000;

/** The moment of an event: never before what is known already, whatever the clock did. */
export function momentOf(call: CallFacts, at: number): number {
  const { sentAt = null, acceptedAt = null } = dialOf(call) ?? {};
  const known = [call.createdAt, sentAt, acceptedAt, call.lastHeardAt];
  return Math.max(at, ...known.map((each) => each ?? Number.NEGATIVE_INFINITY));
}

/**
 * By how many milliseconds the call's clock is ahead of Exotel's: measured, as known before, or by
 * what Exotel wrote of the call's beginning. Null: nothing tells.
 */
export function aheadOf(
  call: CallFacts,
  measured: number | null | undefined,
  begunAt: number | null,
): number | null {
  const known = measured ?? call.aheadMs;
  if (known !== null) return known;
  const sentAt = dialOf(call)?.sentAt ?? null;
  if (begunAt === null || sentAt === null) return null;
  const ahead = sentAt - begunAt;
  return Math.abs(ahead) < unsureMs ? 0 : ahead;
}

/** When Exotel began with a call, by its own clock. */
export function begunAt(
  direction: CallDirection,
  provider: Pick<ProviderFacts, 'createdAt' | 'startedAt'> | null,
  legs: readonly Leg[],
): number | null {
  // Whoever's phone Exotel connects first.
  const firstSide = direction === 'outbound' ? 'agent' : 'customer';
  const first = legs.find(({ side, createdAt }) => side === firstSide && createdAt !== null);
  return provider?.createdAt ?? provider?.startedAt ?? first?.createdAt ?? null;
}

/**
 * A time of Exotel's by the call's clock; null where there is none, or where it lies outside of the
 * call's life, since such a time is no time of this call.
 */
export function ownTime(call: CallFacts, told: number | null, at: number): number | null {
  if (told === null) return null;
  const own = told + (call.aheadMs ?? 0);
  if (own < call.createdAt - earlyMs || own > at + lateMs) return null;
  return Math.min(Math.max(own, startedAt(call)), at);
}

/** When Exotel got the call, as far as is known. */
export function startedAt(call: CallFacts): number {
  const dial = dialOf(call);
  return dial?.acceptedAt ?? dial?.sentAt ?? call.createdAt;
}

/** Legs with times by the call's clock. */
export function ownLegs(call: CallFacts, legs: readonly Leg[], at: number): Leg[] {
  return legs.map((leg) => ({
    ...leg,
    createdAt: ownTime(call, leg.createdAt, at),
    updatedAt: ownTime(call, leg.updatedAt, at),
  }));
}
