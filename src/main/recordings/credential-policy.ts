import { isLoopback } from '../../shared/domain/api-address.ts';

/**
 * Whether a recording may be fetched from `url` at all: https only, except plain http on this
 * computer while the account itself is on this computer (the practice account, test servers).
 */
export function mayFetch(url: URL, accountBaseUrl: string): boolean {
  if (url.username || url.password) return false;
  if (url.protocol === 'https:') return true;
  const account = new URL(accountBaseUrl);
  return url.protocol === 'http:' && isLoopback(url.hostname) && isLoopback(account.hostname);
}

/**
 * Whether key and token may go to `url`: only to the account's own API, and to Exotel's own https
 * hosts. Never with a pre-signed URL, which carries its own permission: S3 answers 400 to both.
 */
export function mayAuthorize(url: URL, accountBaseUrl: string): boolean {
  if (!mayFetch(url, accountBaseUrl) || isPreSigned(url)) return false;
  if (url.origin === new URL(accountBaseUrl).origin) return true;
  return url.protocol === 'https:' && url.port === '' && isExotelHost(url.hostname);
}

/** Credentials survive a redirect only to the very same scheme, host and port. */
export function mayKeepCredentials(from: URL, to: URL): boolean {
  return from.origin === to.origin;
}

function isExotelHost(hostname: string): boolean {
  return /(^|\.)exotel\.(com|in)$/.test(hostname);
}

function isPreSigned(url: URL): boolean {
  return [...url.searchParams.keys()].some((name) => /^(x-amz-.*|signature)$/i.test(name));
}
