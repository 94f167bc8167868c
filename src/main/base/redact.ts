/**
 * Makes text fit for a log: phone numbers keep their last three digits; SIP and mail addresses,
 * credentials in URLs, Authorization values, signatures and fields named like secrets are removed.
 *
 * Anything that could be a phone number is treated as one: seven digits or more, wherever they
 * stand. This loses counts and epoch times of that length, since ten bare digits don't say what
 * they are; so log times in ISO form and sizes in megabytes. Only what has a shape no number has is
 * kept.
 */
export function redact(text: string): string {
  return text
    .replace(/(\bauthorization\\*["']?\s*[:=]\s*)[^\r\n]+/gi, '$1[secret]')
    .replace(/\b(basic|bearer)(?:\s|%20|\+)+[\w+/=.~%-]+/gi, '$1 [secret]')
    .replace(/:\/\/[^\s/"'<>]+@/g, '://[secret]@')
    .replace(/%3A%2F%2F(?:(?!%2F|%40)[^\s&"'<>])+%40/gi, '%3A%2F%2F[secret]%40')
    .replace(callbackPath, '$1[secret]')
    .replace(signatures, '$1[secret]')
    .replace(secretFields, '$1[secret]')
    .replace(/\bsips?(?::|%3A)[^\s"'<>,;)&]+/gi, 'sip:[address]')
    .replace(mailAddress, '[address]')
    .split(lookalikes)
    .map((part, index) => (index % 2 === 0 ? part.replace(phoneLike, keepLastThree) : part))
    .join('');
}

/**
 * Matched only from the beginning of a word: matching from everywhere would take minutes on a long
 * word.
 */
const mailAddress =
  /(?<![\p{L}\p{N}_.+-])[\p{L}\p{N}_.+-]+(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;

/** What keeps strangers from the listener for status callbacks; see hints/status-callback/address.ts. */
const callbackPath = /((?:\/|%2F)exotel(?:\/|%2F))[\w-]{20,}/g;

/** Query parameters that authorise a pre-signed URL. */
const signatures =
  /((?:[?&]|%3F|%26)(?:x-amz-[a-z-]+|x-goog-[a-z-]+|signature|sig|expires|awsaccesskeyid|key-pair-id|policy|key|auth|hash)(?:=|%3D))[^\s&"']+/gi;

/** `"apiKey":"…"`, `token=…`, including JSON within JSON. */
const secretFields =
  /((?:(?:api|access)[-_ ]?key|token|secret|passw(?:or)?d)\\*["']?\s*[:=]\s*)(?:"(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;&}\])]+)/gi;

/** A digit of any script, or a Devanagari or full-width digit as a URL encodes it. */
const digit = String.raw`(?:\p{Nd}|%E0%A5%A[6-9A-F]|%EF%BC%9\d)`;
/** What people and URLs put between the digits of one number. Not a line break. */
const gap = String.raw`(?:%[\da-f]{2}|[^\S\r\n]|[().+（）·\p{Pd}\p{Cf}]){0,6}`;
const phoneLike = new RegExp(`[+＋]?[(（]?${digit}(?:${gap}${digit}){6,}`, 'giu');
/** Not part of a longer number on either side. */
const alone = (shape: string) =>
  String.raw`(?<![\p{Nd}+＋][\s().\p{Pd}]{0,6})(?<![\p{L}\p{Nd}])${shape}(?![\s().\p{Pd}]{0,6}\p{Nd})(?!\p{L})`;
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`;
/** In one group, so that splitting by it keeps the matches. */
const lookalikes = new RegExp(
  `(${[
    // An identifier of ours; a call sid or a digest: a sid without a single letter is not covered.
    String.raw`(?<![\da-z])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\da-z])`,
    String.raw`(?<![\da-z])(?=\d*[a-f])(?:[\da-f]{64}|[\da-f]{40}|[\da-f]{32})(?![\da-z])`,
    // A moment with its time zone, or a date.
    String.raw`(?<!\d)20\d\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d(?::[0-5]\d(?:\.\d{1,6})?)?(?:Z|[+-][01]\d:?[0-5]\d)?(?!\d)`,
    alone(String.raw`20\d\d-[01]\d-[0-3]\d`),
    alone(String.raw`${octet}(?:\.${octet}){3}`),
  ].join('|')})`,
  'giu',
);
const everyDigit = new RegExp(digit, 'giu');

function keepLastThree(match: string): string {
  const digits = Array.from(match.matchAll(everyDigit), ([each]) => each);
  return `…${digits.slice(-3).join('')}`;
}
