/** Words for the two days that need no date. */
export interface DayWords {
  today: string;
  yesterday: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** Returns local midnight of the day: equal for all instants of one day. */
export function dayOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** Formats the time of day as the locale does: in India `2:02 pm`, or `2:02:09 pm` with seconds. */
export function timeOf(at: number, locale: string, withSeconds = false): string {
  return formatter(locale, {
    hour: 'numeric',
    minute: '2-digit',
    ...(withSeconds && { second: '2-digit' }),
  }).format(at);
}

/**
 * Returns `Today`, `Yesterday` or `Monday, 12 November`, with the year if it is a different one.
 */
export function dayLabel(at: number, now: number, locale: string, words: DayWords): string {
  return (
    nearDay(at, now, words) ??
    formatter(locale, {
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      ...yearIfOther(at, now),
    }).format(at)
  );
}

/** Returns for example `Today, 2:02 pm` or `12 Nov, 11:20 am`. */
export function dayAndTime(at: number, now: number, locale: string, words: DayWords): string {
  return `${shortDate(at, now, locale, words)}, ${timeOf(at, locale)}`;
}

/** Returns `Today`, `Yesterday` or `12 Nov`, with the year if it is a different one. */
export function shortDate(at: number, now: number, locale: string, words: DayWords): string {
  return (
    nearDay(at, now, words) ??
    formatter(locale, { day: 'numeric', month: 'short', ...yearIfOther(at, now) }).format(at)
  );
}

/** Returns the word for a day that has one; a clock that was set back never makes a "tomorrow". */
function nearDay(at: number, now: number, words: DayWords): string | null {
  const ago = daysAgo(at, now);
  if (ago === 0) return words.today;
  return ago === 1 ? words.yesterday : null;
}

/** Counts calendar days; rounding takes care of days of 23 and 25 hours. */
function daysAgo(at: number, now: number): number {
  return Math.round((dayOf(now) - dayOf(at)) / dayMs);
}

function yearIfOther(at: number, now: number): { year?: 'numeric' } {
  return new Date(at).getFullYear() === new Date(now).getFullYear() ? {} : { year: 'numeric' };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Formatters are expensive to create, and few are needed. */
function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(locale, options);
    formatters.set(key, found);
  }
  return found;
}
