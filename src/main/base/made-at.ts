/**
 * Returns when a call was made, in epoch milliseconds, for deciding whether it is old. If the clock
 * was behind Exotel's, the gap is added; if it was ahead, it is trusted. Both make a call younger
 * rather than older: what is removed too early is lost, what stays too long goes another day.
 *
 * @param createdAt by this computer's clock at the dial
 * @param aheadMs how far that clock was ahead of Exotel's; negative if behind, null if not known
 */
export function madeAt(createdAt: number, aheadMs: number | null): number {
  return createdAt - Math.min(aheadMs ?? 0, 0);
}
