import type { MissedEntry } from '../../shared/contract/missed.ts';
import { dayMs, minuteMs } from '../base/durations.ts';
import { madeAt } from '../base/made-at.ts';
import type { FloorMissed, OwnMissed } from '../storage/tables/missed-calls.ts';

/** Older calls are not listed: whoever still wants something has called again. */
export const listedMs = 7 * dayMs;
/** How long the list says that a colleague is calling back. */
export const takenShownMs = 10 * minuteMs;

/** A customer's missed calls, without what contacts and marks say. */
export type MissedCustomer = Omit<MissedEntry, 'display' | 'name' | 'doNotCall'> & {
  /** As Exotel wrote it, if it cannot be read. */
  caller: string | null;
};

interface MissedCall {
  own: OwnMissed | null;
  floors: FloorMissed | null;
  number: string | null;
  caller: string | null;
  at: number;
}

/**
 * Returns one entry per customer, the newest first. A colleague who calls a customer back settles
 * every call that the customer had made by then; it is shown for a while. `now`: epoch milliseconds.
 */
export function missedCustomers(
  own: readonly OwnMissed[],
  floors: readonly FloorMissed[],
  now: number,
): MissedCustomer[] {
  const customers = Map.groupBy(
    missedCalls(own, floors).filter(({ at }) => now - at <= listedMs),
    keyOf,
  );
  return [...customers]
    .flatMap(([key, calls]) => customerOf(key, calls, now) ?? [])
    .sort((one, other) => other.at - one.at);
}

/** The same call may be in both lists. */
function missedCalls(own: readonly OwnMissed[], floors: readonly FloorMissed[]): MissedCall[] {
  const bySid = new Map(floors.map((each) => [each.sid, each]));
  const mine = own.map((each): MissedCall => {
    const also = each.sid === null ? null : (bySid.get(each.sid) ?? null);
    const at = madeAt(each.createdAt, each.aheadMs);
    return { own: each, floors: also, number: each.number, caller: null, at };
  });
  const known = new Set(own.map(({ sid }) => sid));
  const others = floors.filter(({ sid }) => !known.has(sid));
  return [
    ...mine,
    ...others.map((each) => ({
      own: null,
      floors: each,
      number: each.number,
      caller: each.caller,
      at: each.at,
    })),
  ];
}

function keyOf({ number, caller }: MissedCall): string {
  return number ?? caller ?? 'withheld';
}

function customerOf(key: string, calls: readonly MissedCall[], now: number): MissedCustomer | null {
  const taken = newestOf(calls.filter(({ floors }) => isColleagues(floors)));
  const takenFor = taken ? now - (taken.floors?.takenAt ?? now) : 0;
  const isOver = takenFor > takenShownMs || takenFor < -takenShownMs;
  const left = taken && isOver ? calls.filter(({ at }) => at > taken.at) : calls;
  const newest = newestOf(left);
  if (!newest) return null;
  return {
    key,
    number: newest.number,
    caller: newest.caller,
    times: left.length,
    at: newest.at,
    why: newest.own?.why ?? newest.floors?.why ?? 'no_answer',
    queue: newest.floors && (newest.floors.queueName ?? newest.floors.queue),
    mine: left.some(({ own }) => own !== null),
    triedAt: latest(left.map(({ own, floors }) => own?.triedAt ?? floors?.triedAt ?? null)),
    takenBy: taken && newest.at <= taken.at ? (taken.floors?.takenBy ?? null) : null,
    calls: left.flatMap(({ own }) => own?.id ?? []),
    sids: left.flatMap(({ floors }) => floors?.sid ?? []),
  };
}

function isColleagues(floors: FloorMissed | null): boolean {
  return floors !== null && floors.takenBy !== null && !floors.takenByMe;
}

function newestOf(calls: readonly MissedCall[]): MissedCall | null {
  return calls.reduce<MissedCall | null>(
    (newest, each) => (newest && newest.at >= each.at ? newest : each),
    null,
  );
}

function latest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time) => time !== null);
  return known.length > 0 ? Math.max(...known) : null;
}
