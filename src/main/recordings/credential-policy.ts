import { isLoopback, isOnThisComputer } from '../../shared/domain/api-address.ts';
import { isExotelHost } from '../exotel/exotel-hosts.ts';

/**
 * Whether a recording may be fetched from `url` at all: from elsewhere, over https only. Addresses
 * on this computer are for accounts on this computer only (the practice account, test servers), and
 * then http is allowed: no address from Exotel may reach other services listening here.
 */
export function mayFetch(url: URL, accountBaseUrl: string): boolean {
  if (url.username || url.password) return false;
  if (isLocal(url.hostname)) {
    return ['http:', 'https:'].includes(url.protocol) && isOnThisComputer(accountBaseUrl);
  }
  return url.protocol === 'https:';
}

/**
 * Whether key and token may go to `url`: only to the account's own API, and to Exotel's own https
 * hosts. Never with a pre-signed URL, which carries its own permission: S3 responds with 400 to
 * both.
 */
export function mayAuthorize(url: URL, accountBaseUrl: string): boolean {
  if (!mayFetch(url, accountBaseUrl) || isPreSigned(url)) return false;
  if (url.origin === new URL(accountBaseUrl).origin) return true;
  // Certainly https, since it may be fetched.
  return url.port === '' && isExotelHost(url.hostname);
}

/** Credentials survive a redirect only to exactly the same scheme, host and port. */
export function mayKeepCredentials(from: URL, to: URL): boolean {
  return from.origin === to.origin;
}

/**
 * Whether it is this computer in any form (unspecified, IPv4 within IPv6), or a link-local address.
 */
function isLocal(hostname: string): boolean {
  return (
    isLoopback(hostname) ||
    /(^|\.)localhost\.?$/.test(hostname) ||
    /^(0\.0\.0\.0|169\.254(\.\d+){2}|\[::\]|\[::ffff:.*\]|\[fe80:.*\])$/.test(hostname)
  );
}

function isPreSigned(url: URL): boolean {
  return [...url.searchParams.keys()].some((name) => /^(x-amz-.*|signature)$/i.test(name));
}
