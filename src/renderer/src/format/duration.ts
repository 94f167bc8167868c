/** In English we use the units' symbols; CLDR spells "3 secs" and "1 hr". */
const signs = { hour: 'h', minute: 'min', second: 's' } as const;

/** Formats seconds in words: `6 s`, `3 min 12 s`, `2 h 8 min`; at most two units. */
export function spokenDuration(seconds: number, locale: string): string {
  const whole = Math.max(0, Math.round(seconds));
  const parts: [number, keyof typeof signs][] = [
    [Math.floor(whole / 3600), 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ];
  const first = parts.findIndex(([value]) => value > 0);
  const shown = first === -1 ? parts.slice(2) : parts.slice(first, first + 2);
  return shown
    .filter(([value], index) => index === 0 || value > 0)
    .map(([value, unit]) => inUnit(value, unit, locale))
    .join(' ');
}

function inUnit(value: number, unit: keyof typeof signs, locale: string): string {
  if (locale.startsWith('en')) return `${value} ${signs[unit]}`;
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
