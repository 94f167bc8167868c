/** Formats bytes as `412 kB`, `3.4 MB` or `1.2 GB`. */
export function sizeOf(bytes: number, locale: string): string {
  const [value, unit] = inUnit(bytes);
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: unit === 'kilobyte' ? 0 : 1,
  }).format(value);
}

function inUnit(bytes: number): [number, string] {
  if (bytes < 999_500) return [bytes / 1e3, 'kilobyte'];
  return bytes < 999_950_000 ? [bytes / 1e6, 'megabyte'] : [bytes / 1e9, 'gigabyte'];
}
