import type { IncomingMessage } from 'node:http';
import type { CallbackContent } from '../call-hint.ts';
import { hintOfBody, hintOfQuery } from './content.ts';

const longestBodyBytes = 64 * 1024;
const accepted = /^(application\/json|multipart\/form-data|application\/x-www-form-urlencoded)\b/i;

export type ReadCallback =
  /** `hint` is null if the request names no call. */
  | { kind: 'heard'; hint: CallbackContent | null }
  /** The status to refuse it with; the rest of the request is not read. */
  | { kind: 'refused'; status: 405 | 413 | 415 };

/** Reads a status callback: a GET with a query, or a POST with a plain body of at most 64 kB. */
export async function readStatusCallback(request: IncomingMessage): Promise<ReadCallback> {
  const { method, url = '', headers } = request;
  if (method === 'GET') {
    const [, query = ''] = url.split('?', 2);
    return { kind: 'heard', hint: hintOfQuery(new URLSearchParams(query)) };
  }
  if (method !== 'POST') return { kind: 'refused', status: 405 };
  const contentType = headers['content-type'] ?? '';
  if (!accepted.test(contentType) || isPacked(request)) return { kind: 'refused', status: 415 };
  const body = await readBody(request);
  if (body === null) return { kind: 'refused', status: 413 };
  return { kind: 'heard', hint: await hintOfBody(body, contentType) };
}

/**
 * Compressed bodies are refused with the status for it: the sender can send plain ones (RFC 9110,
 * 15.5.16).
 */
function isPacked({ headers }: IncomingMessage): boolean {
  const codings = (headers['content-encoding'] ?? '').toLowerCase().split(',');
  return codings.some((coding) => !['', 'identity'].includes(coding.trim()));
}

/** Returns null if it is too long. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  if (Number(request.headers['content-length'] ?? 0) > longestBodyBytes) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop must not destroy the request: the refusal is sent on its connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    bytes += (chunk as Buffer).length;
    if (bytes > longestBodyBytes) return null;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}
