/**
 * Whether a list and the details of its chosen row fit side by side; same width as in history.css.
 */
export function bothFit(): boolean {
  return window.matchMedia('(min-width: 960px)').matches;
}
