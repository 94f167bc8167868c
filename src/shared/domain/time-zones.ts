const zonesOfCountry = new Map<string, readonly string[]>();

/** Returns the time zones of a country (ISO 3166 alpha-2); empty if they are not known. */
export function timeZonesOf(country: string): readonly string[] {
  // Working them out takes a millisecond, which is long when a call is about to be placed.
  const known = zonesOfCountry.get(country);
  if (known) return known;
  const zones = new Intl.Locale('und', { region: country }).getTimeZones() ?? [];
  zonesOfCountry.set(country, zones);
  return zones;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Returns the minute of the day (0 to 1439) in a time zone at `at`, epoch milliseconds. */
export function minuteOfDay(at: number, timeZone: string): number {
  let clock = clocks.get(timeZone);
  if (!clock) {
    clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' });
    clocks.set(timeZone, clock);
  }
  const [hours = 0, minutes = 0] = clock.format(at).split(':').map(Number);
  return hours * 60 + minutes;
}

const dayClock = new Intl.DateTimeFormat('en-IN', {
  timeZone: 'UTC',
  hour: 'numeric',
  minute: '2-digit',
});

/** Formats a minute of the day the Indian way, which English and Hindi share: `2:41 pm`. */
export function timeOfDay(minute: number): string {
  return dayClock.format(minute * 60_000);
}

/**
 * Returns the times in a country at `at`, epoch milliseconds: the earliest and the latest, `2:41
 * pm`, the same twice if there is only one. Null if no zone is known, or if all clocks there agree
 * with those in `ownZone`.
 */
export function timesIn(country: string, at: number, ownZone: string): [string, string] | null {
  const minutes = timeZonesOf(country).map((zone) => minuteOfDay(at, zone));
  const [first] = minutes;
  const own = minuteOfDay(at, ownZone);
  if (first === undefined || minutes.every((minute) => minute === own)) return null;
  // A country spans less than half a day, so the shorter way around the clock tells earlier from
  // later.
  const fromFirst = minutes.map((minute) => ((minute - first + 2160) % 1440) - 720);
  const clock = (offset: number) => timeOfDay((first + offset + 1440) % 1440);
  return [clock(Math.min(...fromFirst)), clock(Math.max(...fromFirst))];
}
