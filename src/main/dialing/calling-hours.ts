import type { Account } from '../../shared/domain/account.ts';
import { isOnThisComputer } from '../../shared/domain/api-address.ts';
import type { ReasonQuestion } from '../../shared/domain/dial-questions.ts';
import type { CallingHours, CallingWindow } from '../../shared/domain/settings.ts';
import { minuteOfDay, timeOfDay, timeZonesOf } from '../../shared/domain/time-zones.ts';

/** Why a number should not be called now, in the gate's terms. */
export interface OutsideHours {
  code: ReasonQuestion;
  /** Times of day for the sentence: the called party's, and the start and end of the window. */
  params: { localTime: string; from: string; to: string };
}

/**
 * Checks whether it is outside calling hours in the country of this number. Null if it is not, or
 * if there is no rule.
 *
 * A number does not tell in which of its country's time zones the phone is: mobile numbers travel,
 * and in the USA keep their area code. So with several zones it counts as outside while it is
 * outside in any one of them, and the sentence says no more than "may be".
 *
 * @param country ISO 3166 alpha-2; null for numbers of no country, which have no rule.
 * @param now epoch milliseconds.
 */
export function outsideHours(
  country: string | null,
  now: number,
  hours: CallingHours,
): OutsideHours | null {
  const window = country === null ? undefined : hours[country];
  if (country === null || window === undefined) return null;
  const zones = timeZonesOf(country);
  const minute = zones
    .map((zone) => minuteOfDay(now, zone))
    .find((each) => !isWithin(each, window));
  if (minute === undefined) return null;
  return {
    code: zones.length > 1 ? 'perhaps_outside_hours' : 'outside_hours',
    params: {
      localTime: timeOfDay(minute),
      from: timeOfDay(window.fromMinute),
      to: timeOfDay(window.toMinute),
    },
  };
}

/**
 * Returns the calling hours for an account. Hours protect people from calls: behind a loopback
 * address are the practice account and test servers, and no telephone network, so nobody needs
 * protecting.
 */
export function hoursWith(
  { baseUrl }: Pick<Account, 'baseUrl'>,
  hours: CallingHours,
): CallingHours {
  return isOnThisComputer(baseUrl) ? {} : hours;
}

function isWithin(minute: number, { fromMinute, toMinute }: CallingWindow): boolean {
  return fromMinute < toMinute
    ? fromMinute <= minute && minute < toMinute
    : fromMinute <= minute || minute < toMinute;
}
