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

/** Seven or more digits, with the separators people write between them. */
const phoneLike = /(?<![\w-])\+?\(?\d(?:[\s().-]{0,2}\d){6,}(?![\w])/g;

function keepLastThree(match: string): string {
  const digits = match.replace(/\D/g, '');
  return `…${digits.slice(-3)}`;
}
