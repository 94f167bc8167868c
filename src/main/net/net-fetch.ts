import { net } from 'electron';
import { sendWithoutRedirect } from './send-without-redirect.ts';

/**
 * Sends GETs over Chromium's network stack, so that system proxies and corporate certificates work.
 * No cookies, no stored logins, no cache. Behaves as Node's fetch does, also for `redirect:
 * 'manual'`, where a redirect comes back as a response with its status and `location`.
 *
 * Electron's own `net.fetch` cannot do the latter: it rejects with "Redirect was cancelled" and
 * does not give the target (https://github.com/electron/electron/issues/43715). Its errors are
 * plain `Error('net::ERR_…')` with Chromium's names.
 */
export function netFetch(url: string, init: RequestInit = {}): Promise<Response> {
  if (init.redirect !== 'manual') {
    return net.fetch(url, { ...init, credentials: 'omit', cache: 'no-store' });
  }
  const request = net.request({
    url,
    method: 'GET',
    headers: Object.fromEntries(new Headers(init.headers)),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'manual',
  });
  return sendWithoutRedirect(request, init.signal ?? null);
}
