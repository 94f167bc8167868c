import { describe, expect, test } from 'vitest';
import { parseRetryAfter } from '../../../../src/main/exotel/http.ts';
import { describeTransportError } from '../../../../src/main/exotel/transport-error.ts';

/** As Node's fetch throws: the reason is the cause. */
function nodeError(code: string, syscall?: string): Error {
  return new TypeError('fetch failed', {
    cause: Object.assign(new Error(code), { code, syscall }),
  });
}

/** As Chromium's fetch throws: the reason is in the words. */
function netError(name: string): Error {
  return new Error(`net::${name}`);
}

describe('proof that nothing was sent', () => {
  test.each([
    [nodeError('ECONNREFUSED', 'connect'), 'unreachable'],
    [nodeError('ENOTFOUND', 'getaddrinfo'), 'name_not_resolved'],
    [nodeError('EAI_AGAIN', 'getaddrinfo'), 'name_not_resolved'],
    [nodeError('UND_ERR_CONNECT_TIMEOUT'), 'unreachable'],
    [nodeError('EHOSTUNREACH', 'connect'), 'unreachable'],
    [nodeError('ENETUNREACH', 'connect'), 'unreachable'],
    [nodeError('ETIMEDOUT', 'connect'), 'unreachable'],
    [nodeError('CERT_HAS_EXPIRED'), 'tls_failed'],
    [nodeError('DEPTH_ZERO_SELF_SIGNED_CERT'), 'tls_failed'],
    [nodeError('SELF_SIGNED_CERT_IN_CHAIN'), 'tls_failed'],
    [nodeError('UNABLE_TO_VERIFY_LEAF_SIGNATURE'), 'tls_failed'],
    [nodeError('UNABLE_TO_GET_ISSUER_CERT_LOCALLY'), 'tls_failed'],
    [nodeError('ERR_TLS_CERT_ALTNAME_INVALID'), 'tls_failed'],
    [netError('ERR_CONNECTION_REFUSED'), 'unreachable'],
    [netError('ERR_NAME_NOT_RESOLVED'), 'name_not_resolved'],
    [netError('ERR_PROXY_CONNECTION_FAILED'), 'unreachable'],
    [netError('ERR_TUNNEL_CONNECTION_FAILED'), 'proxy_refused'],
    [netError('ERR_PROXY_AUTH_REQUESTED'), 'proxy_refused'],
    [netError('ERR_PROXY_AUTH_UNSUPPORTED'), 'proxy_refused'],
    [netError('ERR_CERT_AUTHORITY_INVALID'), 'tls_failed'],
    [netError('ERR_CERT_DATE_INVALID'), 'tls_failed'],
  ] as const)('%s → %s', (error, kind) => {
    expect(describeTransportError(error)).toEqual({ kind, notSent: true });
  });
});

describe('no proof: it may have been sent', () => {
  test.each([
    [nodeError('ECONNRESET', 'read'), 'connection_lost'],
    [nodeError('EPIPE', 'write'), 'connection_lost'],
    [nodeError('ETIMEDOUT', 'read'), 'connection_lost'],
    [nodeError('EHOSTUNREACH', 'read'), 'connection_lost'],
    [nodeError('ENETDOWN'), 'connection_lost'],
    [nodeError('UND_ERR_SOCKET'), 'connection_lost'],
    [nodeError('UND_ERR_HEADERS_TIMEOUT'), 'connection_lost'],
    // A read or a write on an open connection can end in these, too.
    [netError('ERR_INTERNET_DISCONNECTED'), 'connection_lost'],
    [netError('ERR_ADDRESS_UNREACHABLE'), 'connection_lost'],
    [netError('ERR_CERT_DATABASE_CHANGED'), 'connection_lost'],
    [netError('ERR_CERT_VERIFIER_CHANGED'), 'connection_lost'],
    [netError('ERR_CONNECTION_RESET'), 'connection_lost'],
    [netError('ERR_CONNECTION_CLOSED'), 'connection_lost'],
    [netError('ERR_EMPTY_RESPONSE'), 'connection_lost'],
    [netError('ERR_NETWORK_CHANGED'), 'connection_lost'],
    [netError('ERR_NETWORK_IO_SUSPENDED'), 'connection_lost'],
    [netError('ERR_TIMED_OUT'), 'connection_lost'],
    [netError('ERR_SSL_PROTOCOL_ERROR'), 'connection_lost'],
    [netError('ERR_HTTP2_PROTOCOL_ERROR'), 'connection_lost'],
    [netError('ERR_SOMETHING_NEW'), 'connection_lost'],
    [new DOMException('too slow', 'TimeoutError'), 'timed_out'],
    [new DOMException('stopped', 'AbortError'), 'timed_out'],
    [new Error('anything'), 'connection_lost'],
    ['not even an error', 'connection_lost'],
    [undefined, 'connection_lost'],
  ] as const)('%s → %s', (error, kind) => {
    expect(describeTransportError(error)).toEqual({ kind, notSent: false });
  });
});

test('of several addresses tried, one that may have been sent to decides', () => {
  const refused = Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' });
  const reset = Object.assign(new Error(), { code: 'ECONNRESET', syscall: 'read' });
  const tried = (...errors: Error[]) =>
    new TypeError('fetch failed', { cause: new AggregateError(errors) });
  expect(describeTransportError(tried(refused, refused)).notSent).toBe(true);
  expect(describeTransportError(tried(refused, reset)).notSent).toBe(false);
});

test('an error that is its own cause ends somewhere', () => {
  const error = new Error('loop');
  error.cause = error;
  expect(describeTransportError(error)).toEqual({ kind: 'connection_lost', notSent: false });
});

test.each([
  [null, null],
  ['', null],
  ['30', 30],
  [' 30 ', 30],
  ['1.5', 2],
  ['-5', null],
  ['7200', 3600],
  ['Thu, 01 Jan 1970 00:01:30 GMT', 30],
  ['Thu, 01 Jan 1970 00:00:59 GMT', 0],
  ['never', null],
])('Retry-After %j is %j seconds', (value, seconds) => {
  expect(parseRetryAfter(value, 60_000)).toBe(seconds);
});
