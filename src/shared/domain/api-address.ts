import type { Region } from './account.ts';

/** Hosts from Exotel's API documentation. */
export const regionBaseUrls = {
  singapore: 'https://ccm-api.exotel.com',
  mumbai: 'https://ccm-api.in.exotel.com',
} as const;

export interface ApiAddress {
  region: Region;
  baseUrl: string;
  accountSid: string;
  apiKey: string;
  apiToken: string;
}

/**
 * The hosts of the older versions (v1, v2): the same accounts, in the same regions.
 * https://developer.exotel.com/api/make-a-call-api
 */
const olderHosts = new Map<string, Exclude<Region, 'custom'>>([
  ['api.exotel.com', 'singapore'],
  ['api.in.exotel.com', 'mumbai'],
]);

/**
 * Parses what the Exotel dashboard shows: `https://key:token@host/v3/accounts/sid/calls`, alone or
 * within a mail, a chat or a whole `curl` command. Missing parts come back empty. Returns null if
 * the text contains no http(s) address at all.
 */
export function parseApiAddress(text: string): ApiAddress | null {
  const visible = text.replace(/\p{Cf}/gu, '');
  const url = addressIn(visible);
  if (url === null) return null;
  const sid = /\/accounts\/([^/?#]+)/i.exec(url.pathname)?.[1] ?? '';
  const own = { apiKey: given(url.username), apiToken: given(url.password) };
  const { apiKey, apiToken } =
    own.apiKey === '' && own.apiToken === '' ? (besideAddress(visible) ?? own) : own;
  const host = url.hostname.replace(/\.$/, '');
  // A server on a non-default port is not the documented one.
  const documented = !/:\d+$/.test(url.origin);
  const region = documented ? (olderHosts.get(host) ?? regionOf(`https://${host}`)) : 'custom';
  return {
    region,
    baseUrl: region === 'custom' ? url.origin : regionBaseUrls[region],
    accountSid: given(sid.replace(/\.(?:json|xml)$/, '').replace(/\.$/, '')),
    apiKey,
    apiToken,
  };
}

/** Returns the first address in a text, without the punctuation or markup around it. */
function addressIn(text: string): URL | null {
  const withScheme = /https?:\/\/[^\s"'‘’“”‹›`]+/i.exec(text)?.[0];
  // Key and token in front of Exotel's host make an address, even if the scheme was left out.
  const bare =
    /[\w%.~-]{1,100}:[\w%.~-]{1,100}@{1,2}[\w.-]{1,60}\.exotel\.com\.?(?:\/[^\s"'‘’“”‹›`]*)?/i;
  const found = withScheme ?? withHttps(bare.exec(text)?.[0]);
  if (found === undefined) return null;
  const [address = ''] = found.split('](');
  const clean = withoutClosing(address).replace(/@{2,}/, '@');
  return URL.canParse(clean) ? new URL(clean) : null;
}

function withHttps(address: string | undefined): string | undefined {
  return address === undefined ? undefined : `https://${address}`;
}

/**
 * `(see https://…).`: drops closing brackets that nothing in the address opened, and what ends a
 * sentence.
 */
function withoutClosing(address: string): string {
  let end = address.length;
  for (; end > 0; end--) {
    const sign = address[end - 1] ?? '';
    const opener = { ')': '(', ']': '[', '}': '{', '>': '<' }[sign];
    const closes = opener !== undefined && !address.slice(0, end - 1).includes(opener);
    if (!closes && !/[.,;:!?*_|\\]/.test(sign)) break;
  }
  return address.slice(0, end);
}

/** `curl -u key:token …`. */
function besideAddress(text: string): Pick<ApiAddress, 'apiKey' | 'apiToken'> | null {
  const pair = /(?:^|\s)(?:-u|--user)(?:\s+|=)?["'‘’“”]?([^\s"'‘’“”:]+):([^\s"'‘’“”]+)/.exec(text);
  const [, key = '', token = ''] = pair ?? [];
  if (!pair) return null;
  return { apiKey: isPlaceholder(key) ? '' : key, apiToken: isPlaceholder(token) ? '' : token };
}

function given(part: string): string {
  return isPlaceholder(part) ? '' : decode(part);
}

/** Returns the region whose documented host this is, or `custom`. */
function regionOf(origin: string): Region {
  if (origin === regionBaseUrls.singapore) return 'singapore';
  if (origin === regionBaseUrls.mumbai) return 'mumbai';
  return 'custom';
}

/**
 * Parses a base URL by one rule: https anywhere, plain http only on this computer. Returns the
 * origin, or null if the text breaks the rule.
 */
export function parseBaseUrl(text: string): string | null {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return null;
  const url = new URL(trimmed);
  if (url.username || url.password) return null;
  if (url.pathname !== '/' || url.search || url.hash) return null;
  if (url.protocol === 'https:') return url.origin;
  return url.protocol === 'http:' && isLoopback(url.hostname) ? url.origin : null;
}

/** Whether an address is served by this computer itself. Throws if it is not a URL. */
export function isOnThisComputer(address: string): boolean {
  return isLoopback(new URL(address).hostname);
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/**
 * The documentation writes `<your_api_key>`, scripts `$KEY`; pasted as they are, they are not keys.
 */
function isPlaceholder(part: string): boolean {
  return /^(?:<|%3C|\$|%24|\{|%7B|your[_-])/i.test(part);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign is not an escape: take the text as it is.
    return part;
  }
}
