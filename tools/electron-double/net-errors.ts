/** Chromium's names for Node's errors; the app sees `net::ERR_…` on both runtimes. */
const names: Record<string, string> = {
  ECONNREFUSED: 'CONNECTION_REFUSED',
  ECONNRESET: 'CONNECTION_RESET',
  EPIPE: 'CONNECTION_RESET',
  UND_ERR_SOCKET: 'EMPTY_RESPONSE',
  ENOTFOUND: 'NAME_NOT_RESOLVED',
  EAI_AGAIN: 'NAME_NOT_RESOLVED',
  ETIMEDOUT: 'CONNECTION_TIMED_OUT',
  UND_ERR_CONNECT_TIMEOUT: 'CONNECTION_TIMED_OUT',
  EHOSTUNREACH: 'ADDRESS_UNREACHABLE',
  ENETUNREACH: 'INTERNET_DISCONNECTED',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'CERT_AUTHORITY_INVALID',
  SELF_SIGNED_CERT_IN_CHAIN: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'CERT_AUTHORITY_INVALID',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'CERT_AUTHORITY_INVALID',
  CERT_HAS_EXPIRED: 'CERT_DATE_INVALID',
  ERR_TLS_CERT_ALTNAME_INVALID: 'CERT_COMMON_NAME_INVALID',
  HPE_INVALID_CONSTANT: 'INVALID_HTTP_RESPONSE',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'CONTENT_LENGTH_MISMATCH',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'CONTENT_LENGTH_MISMATCH',
};

/** Returns the error that Electron's network stack would raise; an abort is returned as it is. */
export function netError(error: unknown): unknown {
  if (!(error instanceof Error) || error.name === 'AbortError' || error.name === 'TimeoutError') {
    return error;
  }
  if (refusedByProxy(error)) return new Error('net::ERR_TUNNEL_CONNECTION_FAILED');
  const code = codeOf(error);
  if (code === 'UND_ERR_ABORTED') return error;
  const name =
    names[code] ?? (/^ERR_SSL|^EPROTO/.test(code) ? 'SSL_PROTOCOL_ERROR' : undefined) ?? 'FAILED';
  return new Error(`net::ERR_${name}`);
}

/** Returns the innermost code: undici wraps the socket's error. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const inner = codeOf(error.cause);
  if (inner !== '') return inner;
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** undici has no code of its own for a proxy that refuses CONNECT. */
function refusedByProxy(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return error.message.startsWith('Proxy response (') || refusedByProxy(error.cause);
}
