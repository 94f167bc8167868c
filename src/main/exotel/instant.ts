/** Exotel started in 2011; an earlier date is some system's way of saying there is none. */
const earliest = Date.UTC(2010, 0, 1);
const latest = Date.UTC(2100, 0, 1);

/**
 * Returns epoch milliseconds for `2022-11-03 22:54:40+05:30`; null if it is no such time. "Not yet"
 * arrives as the Unix epoch in the account's own offset, as year 1 or as year 0, so the instant is
 * tested, not the text. Whether a time falls within its call's life is for the call machine.
 */
export function parseInstant(value: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2}(?:\.\d+)?) ?(Z|[+-]\d{2}:?\d{2})$/.exec(
    value.trim(),
  );
  if (!match) return null;
  const ms = Date.parse(`${match[1]}T${match[2]}${match[3]}`);
  return ms >= earliest && ms < latest ? ms : null;
}
