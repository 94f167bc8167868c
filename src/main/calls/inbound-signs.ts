import type { ArrivalFacts, ArrivalSigns, InboundFacts, Leg } from '../../shared/domain/call.ts';
import { phonePhases } from '../../shared/domain/call.ts';
import { isLegOver } from './leg-evidence.ts';

/**
 * What the floor says of an incoming call. `told`: when a relay said it, by that relay's clock; news
 * is ordered by it, not by when it came.
 */
export type ArrivalEvent =
  | {
      type: 'offer';
      told: number;
      offer: string;
      attempt: number;
      queue: ArrivalFacts['queue'];
      /** E.164 or a SIP address. */
      agentUri: string;
    }
  /** `yours`: it is this agent's phone. */
  | {
      type: 'dial';
      told: number;
      phase: (typeof phonePhases)[number];
      yours: boolean;
      agentUri: string;
    }
  | { type: 'passed'; offer: string }
  | ({ type: 'summary'; told: number } & Omit<NonNullable<ArrivalSigns['summary']>, 'at'>);

/**
 * Adds what the floor said to what is known. Whatever the order, and however often it is said, the
 * same comes of it. Pure.
 */
export function withSign(call: InboundFacts, event: ArrivalEvent): InboundFacts {
  const { signs } = call.arrival;
  switch (event.type) {
    case 'offer':
      return withOffer(call, event);
    case 'dial':
      return event.yours
        ? withPhone(call, event)
        : withSigns(call, {
            colleagueAt: Math.max(event.told, signs.colleagueAt ?? event.told),
            colleaguePicked: signs.colleaguePicked || event.phase === 'answered',
          });
    case 'passed':
      return signs.passed.includes(event.offer)
        ? call
        : withSigns(call, { passed: [...signs.passed, event.offer].sort() });
    case 'summary': {
      const { told: at, came, yours, talkSeconds } = event;
      if (signs.summary && signs.summary.at >= at) return call;
      return withSigns(call, { summary: { at, came, yours, talkSeconds } });
    }
  }
}

export function withSigns(call: InboundFacts, changes: Partial<ArrivalSigns>): InboundFacts {
  const signs = { ...call.arrival.signs, ...changes };
  return { ...call, arrival: { ...call.arrival, signs } };
}

function withOffer(
  call: InboundFacts,
  { told, offer, attempt, queue, agentUri }: Extract<ArrivalEvent, { type: 'offer' }>,
): InboundFacts {
  const { arrival } = call;
  const before = [arrival.attempt ?? 0, arrival.signs.offeredAt ?? 0, arrival.offer ?? ''] as const;
  if (!isLater([attempt, told, offer], before)) return call;
  const signs = { ...arrival.signs, offeredAt: told };
  return { ...call, agentUri, arrival: { ...arrival, offer, attempt, queue, signs } };
}

type OfferKey = readonly [attempt: number, at: number, offer: string];

function isLater(one: OfferKey, other: OfferKey): boolean {
  if (one[0] !== other[0]) return one[0] > other[0];
  return one[1] === other[1] ? one[2] > other[2] : one[1] > other[1];
}

function withPhone(
  call: InboundFacts,
  { told: at, phase, agentUri }: Extract<ArrivalEvent, { type: 'dial' }>,
): InboundFacts {
  const { offer, signs } = call.arrival;
  const { phone } = signs;
  const rank = (each: typeof phase): number => phonePhases.indexOf(each);
  const isNewer =
    phone === null || at > phone.at || (at === phone.at && rank(phase) > rank(phone.phase));
  const heard = withSigns(call, {
    picked: signs.picked || phase === 'answered',
    ...(isNewer && { phone: { phase, at } }),
  });
  // An offer names the phone; without one, the newest dial does.
  return offer === null && isNewer ? { ...heard, agentUri } : heard;
}

/** Of two lists of a call's legs, the one that tells more: legs are added, and end. */
export function fullerLegs(before: Leg[], told: Leg[]): Leg[] {
  const over = (legs: Leg[]) => legs.filter(isLegOver).length;
  if (told.length !== before.length) return told.length > before.length ? told : before;
  return over(told) >= over(before) ? told : before;
}
