/** Epoch milliseconds, fractions included: processes of one computer agree on it. */
export function moment(): number {
  return performance.timeOrigin + performance.now();
}
