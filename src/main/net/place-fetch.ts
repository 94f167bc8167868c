import { session } from 'electron';
import { Serial } from '../base/serial.ts';

/**
 * Sends the POST that places a call, at most once.
 *
 * Chromium sends a request again, whatever its method, if it went out on a reused connection that
 * died before the first byte of a response: it assumes a keep-alive that had timed out, but the
 * server may just as well have taken the call. Only a connection that never served another request
 * is exempt. See `HttpNetworkTransaction::ShouldResendRequest` in
 * https://source.chromium.org/chromium/chromium/src/+/main:net/http/http_network_transaction.cc
 *
 * So these requests have a session of their own, kept in memory, without a cache, and all of its
 * connections are closed before each. HTTP/2 and QUIC, which resend by rules of their own, are
 * switched off at startup. A redirect is an error: status 307 and 308 would post again elsewhere.
 */
export function createPlaceFetch(): (url: string, init: RequestInit) => Promise<Response> {
  const serial = new Serial();

  async function place(url: string, init: RequestInit): Promise<Response> {
    const placing = session.fromPartition('placing', { cache: false });
    await placing.closeAllConnections();
    init.signal?.throwIfAborted();
    return placing.fetch(url, {
      ...init,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    });
  }

  // One at a time: closing all connections would cut off a request still under way.
  return (url, init) => serial.run(() => place(url, init));
}
