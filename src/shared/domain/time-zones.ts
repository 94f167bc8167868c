const zonesOfCountry = new Map<string, readonly string[]>();

/** The time zones of a country (ISO 3166 alpha-2); none where they are not known. */
export function timeZonesOf(country: string): readonly string[] {
  // Working them out takes a millisecond, which is long on the way to a call.
  const known = zonesOfCountry.get(country);
  if (known) return known;
  const zones = new Intl.Locale('und', { region: country }).getTimeZones() ?? [];
  zonesOfCountry.set(country, zones);
  return zones;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The minute of the day (0 to 1439) that clocks in a time zone show at `at`, epoch milliseconds. */
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

/** A minute of the day in India's form, which English and Hindi share: `2:41 pm`. */
export function timeOfDay(minute: number): string {
  return dayClock.format(minute * 60_000);
}

/**
 * What clocks in a country show at `at`, epoch milliseconds: `2:41 pm`. Null where it has several
 * time zones, or none that is known.
 */
export function timeIn(country: string, at: number): string | null {
  const [zone, another] = timeZonesOf(country);
  return zone === undefined || another !== undefined ? null : timeOfDay(minuteOfDay(at, zone));
}
