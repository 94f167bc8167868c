import { createHash, timingSafeEqual } from 'node:crypto';

/** Compares in constant time: the hashes have equal length whatever was sent. */
export function sameText(one: string, other: string): boolean {
  const hash = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(hash(one), hash(other));
}
