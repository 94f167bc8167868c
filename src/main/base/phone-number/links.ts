import type { NumberProblem } from '../../../shared/domain/number-problem.ts';
import { breakMark, plainCharacters } from './characters.ts';

/** What a link asks for: a text with its number, international where the link says so. */
export type LinkNumber = { text: string } | { problem: NumberProblem };

/** A text in which each link is replaced by the number it asks for. */
export interface Unfolded {
  text: string;
  /** Why a link's number could not be read. */
  problem: NumberProblem | null;
}

const schemes = 'tel|callto|sms|smsto|handset|facetime|facetime-audio|skype|sips?|whatsapp|viber';
const callLink = new RegExp(`^(${schemes}):(.*)$`, 'isu');
/** Anything longer is not a link to a phone and is not worth examining. */
const longestLink = 2_000;

/**
 * Reads a link that asks for a call; null for any other text. By RFC 3966, a number without `+`
 * means something only within its `phone-context` (5.1.5), which is put in front of it; a context
 * that is a domain name tells a telephone network nothing.
 */
export function readCallLink(text: string): LinkNumber | null {
  let [, scheme = '', body = ''] = callLink.exec(text.slice(0, longestLink)) ?? [];
  if (scheme === '') return null;
  // `callto:tel:…` and `tel:tel:…` are written by overcautious programs.
  for (let inner = callLink.exec(body); inner; inner = callLink.exec(body))
    [, scheme = '', body = ''] = inner;
  return readBody(scheme.toLowerCase(), body);
}

function readBody(scheme: string, body: string): LinkNumber {
  if (scheme === 'whatsapp' || scheme === 'viber') return fromQuery(body);
  const rest = body.replace(/^\/{0,3}(?:dial\/)?/i, '');
  const at = scheme.startsWith('sip') ? rest.indexOf('@') : -1;
  // What follows a SIP user's `@` describes the connection, not the number.
  const [user = '', ...params] = (at === -1 ? rest : rest.slice(0, at)).split(/[;?]/);
  const number = decode(formSpaces(user.replace(/\/+$/, '')));
  if (number === null) return { problem: 'number_none' };
  if (/[*#]/.test(number)) return { problem: 'number_service_code' };
  const own = at !== -1 && /\d/.test(number) && !/\p{L}/u.test(number);
  if (at !== -1 && !own) return { problem: 'number_none' };
  return inContext(number, params, own);
}

/**
 * @param own whether the number belongs to the link's own system, unless a parameter says otherwise
 */
function inContext(number: string, params: readonly string[], own: boolean): LinkNumber {
  const extension = paramOf(params, 'ext')?.replace(/\D/g, '') ?? '';
  const suffix = extension === '' ? '' : `;ext=${extension}`;
  const context = paramOf(params, 'phone-context')?.trim() ?? null;
  if (number.trim().startsWith('+')) return { text: `${number.trim()}${suffix}` };
  if (context === null) return own ? { problem: 'number_ambiguous' } : { text: number + suffix };
  if (!/^\+[\d().-]{1,15}$/.test(context)) return { problem: 'number_ambiguous' };
  return { text: `+${context.replace(/\D/g, '')} ${number.trim()}${suffix}` };
}

function paramOf(params: readonly string[], name: string): string | null {
  const found = params.find((param) => param.toLowerCase().startsWith(`${name}=`));
  return found === undefined ? null : decode(found.slice(name.length + 1));
}

/** `+91+98765+43210`: a form writes spaces as plus signs. */
function formSpaces(text: string): string {
  return text.replace(/(?<=[\d)])\+(?=[\d(])/g, ' ');
}

/**
 * `https://wa.me/919876543210` and similar links always hold the whole number, usually without `+`.
 */
function fromQuery(text: string): LinkNumber {
  const number = /[?&](?:phone|number)=([^&#]*)/i.exec(text)?.[1] ?? '';
  return international(number);
}

function international(text: string): LinkNumber {
  const digits = plainCharacters(decode(text) ?? '').replace(/[\s().+-]/g, '');
  return /^[1-9]\d{6,14}$/.test(digits) ? { text: `+${digits}` } : { problem: 'number_none' };
}

const site =
  /^(?:https?:\/\/)?(?:www\.)?(?:(?:wa\.me|t\.me|signal\.me)\/(?:#p\/)?(?<number>(?:\+|%2B|%20)*[\d%-]{7,40})(?:[/?#].*)?|(?:api|web)\.whatsapp\.com\/send\/?(?<query>\?.*))$/isu;

/**
 * Replaces links by the numbers they ask for, and other addresses (including `name@example.in`) by
 * a break. `text` is in the reader's own alphabet.
 */
export function unfoldLinks(text: string): Unfolded {
  let problem: NumberProblem | null = null;
  const unfolded = withoutEntities(text).replace(/[^\s<>"'`“”‘’«»‹›]+/gu, (piece) => {
    // Links without digits do not matter, and `Tel:` is a word before a number.
    if (!/\d/.test(piece)) return piece.includes('://') ? breakMark : piece;
    const [before, link] = apart(piece);
    const read = readLink(link);
    if (read === null) return piece;
    if ('text' in read) return `${before} ${read.text}`;
    problem ??= read.problem;
    return before + breakMark;
  });
  return { text: unfolded, problem };
}

/** `[call](tel:…)`, `href=tel:…`: splits off what stands before the link. */
function apart(piece: string): [string, string] {
  const at = piece.slice(0, 200).search(linkStart);
  return at > 0 ? [piece.slice(0, at), piece.slice(at).replace(/[)\]},.]+$/, '')] : ['', piece];
}

const linkStart = new RegExp(
  String.raw`(?<=[([{=|,])(?:(?:${schemes}|https?|mailto):|wa\.me/)`,
  'i',
);

/** Returns null for anything that is not a link. */
function readLink(piece: string): LinkNumber | null {
  if (piece.length > longestLink) return { problem: 'number_none' };
  const found = site.exec(piece)?.groups;
  if (found)
    return found['query'] ? fromQuery(found['query']) : international(found['number'] ?? '');
  if (callLink.test(piece)) {
    const simple = /^(?:tel|callto):[+\d().-]+$/i.test(piece);
    const read = simple ? null : readCallLink(piece);
    return read && 'text' in read ? { text: plainCharacters(read.text) } : read;
  }
  if (/^[a-z][a-z\d+.-]{0,20}:\/\//i.test(piece) || /^(?:mailto|xmpp|data):/i.test(piece))
    return { problem: 'number_none' };
  if (/[^\s@]@[^\s@]/.test(piece) || /^@\w/.test(piece)) return { problem: 'number_none' };
  if (
    /^(?=[\d.-]*[a-z][^/]*\.|[\d.-]*\.[a-z]+\/)(?:[a-z\d-]{1,63}\.){1,5}[a-z]{2,24}(?:[/?#:]|$)/i.test(
      piece,
    )
  )
    return { problem: 'number_none' };
  if (/%[\da-f]{2}/i.test(piece) && /^(?:[+\d().-]|%[\da-f]{2})+$/i.test(piece)) {
    const decoded = decode(piece);
    return decoded === null ? null : { text: plainCharacters(decoded) };
  }
  return null;
}

function withoutEntities(text: string): string {
  return text
    .replace(/&(?:nbsp|thinsp|ensp|emsp|#160|#xa0|#8239);/gi, ' ')
    .replace(/&(?:plus|#43);/gi, '+');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
