import type { RefusalKind } from '../../shared/domain/call.ts';

/** Why there was no response, and whether the request can have left this computer. */
export interface TransportFailure {
  kind: RefusalKind;
  /** True only if the connection provably never carried a byte of the request. */
  notSent: boolean;
}

/**
 * Errors that occur before a request's first byte: Node's codes and Chromium's net errors
 * (https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h). Anything
 * not in this list counts as "may have been sent". So do names that Chromium also gives to a
 * connection that had already carried the request (for example ENETDOWN becomes
 * ERR_INTERNET_DISCONNECTED).
 */
const beforeFirstByte: readonly (readonly [RegExp, RefusalKind])[] = [
  [
    /^(ENOTFOUND|EAI_AGAIN|EAI_FAIL|ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED)$/,
    'name_not_resolved',
  ],
  [/^(ECONNREFUSED|ERR_CONNECTION_REFUSED)$/, 'unreachable'],
  [/^(UND_ERR_CONNECT_TIMEOUT|ERR_CONNECTION_TIMED_OUT)$/, 'unreachable'],
  [/^ERR_ADDRESS_INVALID$/, 'unreachable'],
  [/^ERR_PROXY_CONNECTION_FAILED$/, 'unreachable'],
  // The proxy refused CONNECT: an unanswered 407 ends like this, too.
  [
    /^(ERR_TUNNEL_CONNECTION_FAILED|ERR_PROXY_AUTH_REQUESTED|ERR_PROXY_AUTH_UNSUPPORTED)$/,
    'proxy_refused',
  ],
  [
    /^ERR_CERT_(COMMON_NAME_INVALID|DATE_INVALID|AUTHORITY_INVALID|CONTAINS_ERRORS|REVOKED|INVALID)$/,
    'tls_failed',
  ],
  [/^ERR_CERT_(WEAK_SIGNATURE_ALGORITHM|WEAK_KEY|NAME_CONSTRAINT_VIOLATION)$/, 'tls_failed'],
  [/^(ERR_SSL_VERSION_OR_CIPHER_MISMATCH|ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN)$/, 'tls_failed'],
  [
    /^(ERR_TLS_CERT_ALTNAME_INVALID|ERR_SSL_WRONG_VERSION_NUMBER|ERR_SSL_UNSUPPORTED_PROTOCOL)$/,
    'tls_failed',
  ],
  [/^(CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN)$/, 'tls_failed'],
  [/^(UNABLE_TO_(VERIFY_LEAF_SIGNATURE|GET_ISSUER_CERT(_LOCALLY)?))$/, 'tls_failed'],
];

/** These mean "never connected" only if the failing call was `connect` itself. */
const connectOnly = /^(EHOSTUNREACH|ENETUNREACH|ENETDOWN|ETIMEDOUT|EADDRNOTAVAIL)$/;

/** Interprets an error that `fetch` threw, whichever `fetch` it was. */
export function describeTransportError(error: unknown): TransportFailure {
  if (isTimeout(error)) return { kind: 'timed_out', notSent: false };
  const failures = rootsOf(error).map(describeRoot);
  const sent = failures.find((failure) => !failure.notSent);
  return sent ?? failures[0] ?? { kind: 'connection_lost', notSent: false };
}

interface Root {
  code: string;
  syscall: string | null;
}

function describeRoot({ code, syscall }: Root): TransportFailure {
  for (const [pattern, kind] of beforeFirstByte)
    if (pattern.test(code)) return { kind, notSent: true };
  if (connectOnly.test(code) && syscall === 'connect')
    return { kind: 'unreachable', notSent: true };
  return { kind: 'connection_lost', notSent: false };
}

/**
 * Returns the innermost errors: causes are followed, and several attempted addresses give several.
 */
function rootsOf(error: unknown, depth = 0): Root[] {
  if (!(error instanceof Error) || depth > 5) return [];
  if (error instanceof AggregateError && error.errors.length > 0)
    return error.errors.flatMap((each) => rootsOf(each, depth + 1));
  if (error.cause instanceof Error) return rootsOf(error.cause, depth + 1);
  return [{ code: networkCodeOf(error), syscall: stringField(error, 'syscall') }];
}

function networkCodeOf(error: Error): string {
  const net = /net::(ERR_[A-Z0-9_]+)/.exec(error.message)?.[1];
  return net ?? stringField(error, 'code') ?? '';
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError');
}

function stringField(error: Error, name: string): string | null {
  const value: unknown = Reflect.get(error, name);
  return typeof value === 'string' ? value : null;
}
