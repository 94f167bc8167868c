/**
 * When a call was made, epoch milliseconds, for deciding whether it is old. Of a clock that was
 * behind Exotel's the gap is made up for; one that was ahead is believed. Both make a call younger
 * rather than older: what is removed too early is lost, what stays too long goes another day.
 *
 * @param createdAt by this computer's clock at the dial
 * @param aheadMs by how much that clock was ahead of Exotel's; negative: behind; null: not known
 */
export function madeAt(createdAt: number, aheadMs: number | null): number {
  return createdAt - Math.min(aheadMs ?? 0, 0);
}
