import { isSameNumber } from '../base/phone-number.ts';

/**
 * Whether an address that Exotel names is this phone: numbers in whichever notation, SIP addresses
 * without their scheme and in any case. `phone` is E.164 or a SIP address.
 */
export function isSamePhone(phone: string, named: string | null): boolean {
  if (named === null || named === '') return false;
  if (phone.startsWith('+')) return isSameNumber(phone, named);
  return sipOf(phone) === sipOf(named);
}

function sipOf(address: string): string {
  return address
    .trim()
    .toLowerCase()
    .replace(/^sips?:/, '');
}
