import { randomBytes } from 'node:crypto';

/** One entry of the POST's `status_callback`; see Exotel's API documentation. */
export interface StatusCallback {
  event: 'answered' | 'terminal';
  url: string;
  method: 'POST';
  content_type: 'application/json';
}

/**
 * Returns a new secret for the path: callbacks are not signed, so only those who know the path are
 * heard.
 */
export function newSecret(): string {
  return randomBytes(24).toString('base64url');
}

/** The path below which callbacks are accepted. */
export function statusCallbackPath(secret: string): string {
  return `/exotel/${secret}`;
}

/** Returns where Exotel should send callbacks; null if the public address is unset or invalid. */
export function statusCallbackUrl(publicUrl: string, secret: string): string | null {
  if (!URL.canParse(publicUrl)) return null;
  const url = new URL(publicUrl);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${statusCallbackPath(secret)}`;
  url.search = '';
  url.hash = '';
  return url.href;
}

/** What the POST requests: to be told when someone answers, and when the call is over. */
export function statusCallbacksTo(url: string): StatusCallback[] {
  return (['answered', 'terminal'] as const).map((event) => ({
    event,
    url,
    method: 'POST',
    content_type: 'application/json',
  }));
}
