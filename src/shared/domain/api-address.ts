import type { Region } from './account.ts';

/** Hosts from the provider's API documentation. */
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
 * Takes apart what the Exotel dashboard shows: `https://key:token@host/v3/accounts/sid/calls`.
 * Missing parts come back empty. Returns null when the text is no http(s) address at all.
 */
export function parseApiAddress(text: string): ApiAddress | null {
  // Out of a whole `curl` command as well, and out of the quotes around it.
  const address = /https?:\/\/[^\s"'‘’“”‹›]+/i.exec(text)?.[0];
  if (address === undefined || !URL.canParse(address)) return null;
  const url = new URL(address);
  const sid = /\/accounts\/([^/?#]+)/i.exec(url.pathname)?.[1] ?? '';
  return {
    region: regionOf(url.origin),
    baseUrl: url.origin,
    accountSid: isPlaceholder(sid) ? '' : decode(sid),
    apiKey: isPlaceholder(url.username) ? '' : decode(url.username),
    apiToken: isPlaceholder(url.password) ? '' : decode(url.password),
  };
}

/** The region whose documented host this is, or `custom`. */
export function regionOf(origin: string): Region {
  if (origin === regionBaseUrls.singapore) return 'singapore';
  if (origin === regionBaseUrls.mumbai) return 'mumbai';
  return 'custom';
}

/**
 * The one rule for a base URL: https anywhere, plain http on this computer only.
 * Returns the origin, or null when the text breaks the rule.
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

/** Whether an address is served by this computer itself. Throws where it is no URL. */
export function isOnThisComputer(address: string): boolean {
  return isLoopback(new URL(address).hostname);
}

export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** The documentation writes `<your_api_key>`; pasted as it is, it is no key. */
function isPlaceholder(part: string): boolean {
  return /^(<|%3C)/i.test(part);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign is no escape: take the text as it stands.
    return part;
  }
}
