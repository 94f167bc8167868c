/**
 * Formats seconds as a clock: `2:31`, `1:02:09`. `padded` gives `02:31`, whose width never jumps.
 */
export function clockOf(seconds: number, padded = false): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [
    Math.floor(whole / 3600),
    Math.floor(whole / 60) % 60,
    whole % 60,
  ];
  if (hours > 0) return `${hours}:${two(minutes)}:${two(rest)}`;
  return `${padded ? two(minutes) : minutes}:${two(rest)}`;
}
