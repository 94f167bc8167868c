/** From this width on a list and the details of its chosen row stand side by side; as in history.css. */
export function bothFit(): boolean {
  return window.matchMedia('(min-width: 960px)').matches;
}
