import type { Call } from '../../../../shared/domain/call.ts';
import { dayOf } from '../../format/when.ts';

export type ListItem =
  | {
      kind: 'day';
      key: string;
      at: number;
      /** Sums of the day; null until the whole day is fetched. */
      sums: { calls: number; talkSeconds: number } | null;
    }
  | { kind: 'call'; key: string; call: Call };

/** Whether it is known when the call was made. */
export function isDated({ createdAt, unreadable }: Call): boolean {
  return !unreadable?.includes('createdAt') && !(unreadable && createdAt === 0);
}

/**
 * Calls, newest first, with a heading before each day.
 *
 * @param complete whether these are all calls that the filter finds
 */
export function listItems(calls: readonly Call[], complete: boolean): ListItem[] {
  // A call without a time stays where it was made: on the day of the call that follows it.
  let day = dayOf(calls.find(isDated)?.createdAt ?? 0);
  const days = Map.groupBy(calls, (call) => {
    if (isDated(call)) day = dayOf(call.createdAt);
    return day;
  });
  const groups = [...days];
  return groups.flatMap(([day, ofDay], index): ListItem[] => {
    // The last day fetched may continue on the next page.
    const whole = complete || index < groups.length - 1;
    const talkSeconds = ofDay.reduce((sum, call) => sum + (call.talkSeconds ?? 0), 0);
    return [
      {
        kind: 'day',
        key: `day-${day}`,
        at: day,
        sums: whole ? { calls: ofDay.length, talkSeconds } : null,
      },
      ...ofDay.map((call): ListItem => ({ kind: 'call', key: call.id, call })),
    ];
  });
}
