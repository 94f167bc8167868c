/**
 * Makes text fit for a log: phone numbers keep their last three digits, SIP addresses, credentials
 * in URLs and Authorization values are taken out.
 */
export function redact(text: string): string {
  return text
    .replace(/\b(basic|bearer)\s+[\w+/=.~-]+/gi, '$1 [secret]')
    .replace(/:\/\/[^\s/@]+@/g, '://[secret]@')
    .replace(/\bsips?:[^\s"'<>,;)]+/gi, 'sip:[address]')
    .replace(/([?&](?:X-Amz-[A-Za-z-]+|Signature|Expires|AWSAccessKeyId)=)[^&\s"']+/g, '$1[secret]')
    .replace(phoneLike, keepLastThree);
}

/**
 * Seven or more digits of any script, with the separators people write between them, also as URLs
 * encode those. Letters before or after make it an identifier, which stays.
 */
const phoneLike =
  /(?:(?<![A-Za-z0-9-])|(?<=%[\da-f]{2}))\+?\(?\p{Nd}(?:(?:%[\da-f]{2}|[\s().\p{Pd}]){0,3}\p{Nd}){6,}(?![A-Za-z0-9])/giu;

function keepLastThree(match: string): string {
  const digits = match.match(/\p{Nd}/gu) ?? [];
  return `…${digits.slice(-3).join('')}`;
}
