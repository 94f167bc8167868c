import type { CallDirection, CallFacts, Leg, ProviderFacts } from '../../shared/domain/call.ts';
import { dialOf } from '../../shared/domain/dial-of.ts';

/**
 * A call has one clock: this computer's, as it stood when the call began. Times from Exotel are
 * translated to it, so that no two times of a call are by different clocks. Pure.
 */

/** Exotel rounds to seconds, and stamps some things a little before or after they happened. */
const earlyMs = 5 * 60_000;
const lateMs = 2 * 60_000;
/**
 * Below this, the time Exotel gives for the call's beginning cannot tell a wrong clock from a
 * queue.
 */
const unsureMs = 10_000;

/** The moment of an event: never before what is already known, whatever the clock did. */
export function momentOf(call: CallFacts, at: number): number {
  const { sentAt = null, acceptedAt = null } = dialOf(call) ?? {};
  const known = [call.createdAt, sentAt, acceptedAt, call.lastHeardAt];
  return Math.max(at, ...known.map((each) => each ?? Number.NEGATIVE_INFINITY));
}

/**
 * How many milliseconds the call's clock is ahead of Exotel's: as measured, as already known, or by
 * the time Exotel gave for the call's beginning. Null if nothing shows it.
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

/** When Exotel began the call, by its own clock. */
export function begunAt(
  direction: CallDirection,
  provider: Pick<ProviderFacts, 'createdAt' | 'startedAt'> | null,
  legs: readonly Leg[],
): number | null {
  // The side whose phone Exotel connects first.
  const firstSide = direction === 'outbound' ? 'agent' : 'customer';
  const first = legs.find(({ side, createdAt }) => side === firstSide && createdAt !== null);
  return provider?.createdAt ?? provider?.startedAt ?? first?.createdAt ?? null;
}

/**
 * Translates a time from Exotel to the call's clock; null if there is none, or if it lies outside
 * the call's life and so is no time of this call.
 */
export function ownTime(call: CallFacts, told: number | null, at: number): number | null {
  if (told === null) return null;
  const own = told + (call.aheadMs ?? 0);
  if (own < call.createdAt - earlyMs || own > at + lateMs) return null;
  return Math.min(Math.max(own, startedAt(call)), at);
}

/** When Exotel got the call, as far as we know. */
export function startedAt(call: CallFacts): number {
  const dial = dialOf(call);
  return dial?.acceptedAt ?? dial?.sentAt ?? call.createdAt;
}

/** Legs with their times translated to the call's clock. */
export function ownLegs(call: CallFacts, legs: readonly Leg[], at: number): Leg[] {
  return legs.map((leg) => ({
    ...leg,
    createdAt: ownTime(call, leg.createdAt, at),
    updatedAt: ownTime(call, leg.updatedAt, at),
  }));
}
