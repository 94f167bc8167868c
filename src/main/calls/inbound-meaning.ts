import type {
  ArrivalEnd,
  ArrivalFacts,
  ArrivalSigns,
  CallOutcome,
  CallState,
  InboundFacts,
  Leg,
} from '../../shared/domain/call.ts';
import { isLegOver } from './leg-evidence.ts';
import { isSamePhone } from './same-phone.ts';

const ends: Record<Exclude<ArrivalEnd, 'talked'>, CallOutcome> = {
  rang_out: 'agent_unanswered',
  rejected: 'agent_unanswered',
  caller_left: 'customer_cancelled',
  voicemail: 'voicemail',
  not_dialled: 'agent_not_dialled',
  other: 'other',
};

/** How a call came out. `reported`: only the floor said so. */
interface End {
  outcome: CallOutcome;
  reported: boolean;
}

/**
 * What follows from everything that was told of an incoming call: who had it, how it came out, and
 * as long as it did not, where it stands. Pure.
 */
export function meaningOf(call: InboundFacts): {
  answeredBy: ArrivalFacts['answeredBy'];
  end: End | null;
  state: CallState;
} {
  const proven = provenAnswer(call);
  const answeredBy = proven ?? likelyAnswer(call);
  const end = endOf(call, answeredBy);
  return { answeredBy, end, state: end ? 'ended' : stateOf(call, answeredBy) };
}

/**
 * The floor's word on how it came out, unless the call was offered to this agent after that: a flow
 * may ring agents in several rounds.
 */
function summaryOf({ arrival }: InboundFacts): ArrivalSigns['summary'] {
  const { summary, offeredAt } = arrival.signs;
  return summary && summary.at >= (offeredAt ?? summary.at) ? summary : null;
}

interface Phones {
  mine: Leg[];
  others: Leg[];
}

function phonesOf({ legs, agentUri }: InboundFacts): Phones {
  const named = legs.filter(({ side, contactUri }) => side === 'agent' && contactUri !== null);
  const isMine = ({ contactUri }: Leg): boolean => isSamePhone(agentUri, contactUri);
  return { mine: named.filter(isMine), others: named.filter((leg) => !isMine(leg)) };
}

/** Who had the call by somebody's word: that of the floor, or of legs that ended well. */
function provenAnswer(call: InboundFacts): ArrivalFacts['answeredBy'] {
  const { picked, colleaguePicked } = call.arrival.signs;
  const summary = summaryOf(call);
  const talked = summary?.came === 'talked' ? summary : null;
  const { mine, others } = phonesOf(call);
  const wasTaken = ({ status }: Leg): boolean => status === 'completed';
  // Who handed the call over to a colleague has talked, too.
  if (picked || talked?.yours || mine.some(wasTaken)) return 'me';
  if (colleaguePicked || talked || others.some(wasTaken)) return 'other';
  return null;
}

/** Exotel's details say that they talked, and not who: whose phone rang last, as far as is known. */
function likelyAnswer(call: InboundFacts): ArrivalFacts['answeredBy'] {
  if (call.arrival.signs.end?.outcome !== 'completed' || summaryOf(call) !== null) return null;
  return rangHere(call) && !wentOn(call) ? 'me' : 'other';
}

/** Whether this agent's phone rang, or was about to. */
function rangHere(call: InboundFacts): boolean {
  const { offer, signs } = call.arrival;
  return offer !== null || signs.phone !== null || phonesOf(call).mine.length > 0;
}

/** Whether the call went on without this agent after the newest offer. */
function wentOn(call: InboundFacts): boolean {
  const { offer, signs } = call.arrival;
  const { passed, colleagueAt } = signs;
  if (offer === null ? passed.length > 0 : passed.includes(offer)) return true;
  const rangAt = Math.max(signs.offeredAt ?? 0, signs.phone?.at ?? 0);
  return (colleagueAt !== null && colleagueAt > rangAt) || wentOnByLegs(call);
}

/** Another agent's phone was dialled after this one's. */
function wentOnByLegs(call: InboundFacts): boolean {
  const { mine, others } = phonesOf(call);
  const newest = (legs: Leg[]): number => Math.max(...legs.map(({ createdAt }) => createdAt ?? 0));
  return mine.length > 0 && others.length > 0 && newest(others) > newest(mine);
}

function endOf(call: InboundFacts, answeredBy: ArrivalFacts['answeredBy']): End | null {
  const { end, colleaguePicked } = call.arrival.signs;
  const reported = end === null;
  if (end || summaryOf(call)) {
    if (answeredBy === 'me') return { outcome: 'completed', reported };
    if (answeredBy === 'other') return { outcome: 'answered_elsewhere', reported };
    return { outcome: unansweredEnd(call), reported };
  }
  if (answeredBy === 'other') return { outcome: 'answered_elsewhere', reported: colleaguePicked };
  if (answeredBy === null && wentOn(call))
    return { outcome: 'passed_on', reported: !wentOnByLegs(call) };
  return null;
}

/** Exotel's own word, except where the floor's says more: of a mailbox, or of a call like any other. */
function unansweredEnd(call: InboundFacts): CallOutcome {
  const { end } = call.arrival.signs;
  const summary = summaryOf(call);
  const told = summary && summary.came !== 'talked' ? ends[summary.came] : null;
  if (end === null || told === 'voicemail') return told ?? 'other';
  return end.outcome === 'completed' || end.outcome === 'other' ? (told ?? 'other') : end.outcome;
}

/** Where a call stands that has not ended. */
function stateOf(call: InboundFacts, answeredBy: ArrivalFacts['answeredBy']): CallState {
  const { provider, arrival } = call;
  const { signs } = arrival;
  // What the phone did before the newest offer says nothing about it.
  const phone = (signs.phone?.at ?? 0) >= (signs.offeredAt ?? 0) ? signs.phone : null;
  const { mine } = phonesOf(call);
  if ((provider?.endedAt ?? null) !== null || phone?.phase === 'let_go') return 'finishing';
  if (mine.length > 0 && mine.every(isLegOver) && phone === null) return 'finishing';
  if (answeredBy === 'me') return 'answered';
  return phone !== null || mine.length > 0 ? 'ringing' : 'offered';
}
