import type { IncomingMessage, ServerResponse } from 'node:http';
import { byteRange } from '../base/http-range.ts';

export interface Sample {
  content: Buffer;
  /** A strong ETag, quoted. */
  etag: string;
}

/**
 * Sends an MP3 as Exotel's storage does: with a strong ETag, and one byte range (RFC 9110, section
 * 14).
 */
export function sendSample(
  request: IncomingMessage,
  response: ServerResponse,
  { content, etag }: Sample,
): void {
  const size = content.length;
  const headers = { 'content-type': 'audio/mpeg', 'accept-ranges': 'bytes', etag };
  const condition = request.headers['if-range'];
  const wanted = condition === undefined || condition === etag ? request.headers.range : undefined;
  const range = byteRange(wanted ?? null, size);
  if (range.kind === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const isPart = range.kind === 'part';
  const { start, end } = isPart ? range : { start: 0, end: size - 1 };
  response.writeHead(isPart ? 206 : 200, {
    ...headers,
    'content-length': end - start + 1,
    ...(isPart && { 'content-range': `bytes ${start}-${end}/${size}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : content.subarray(start, end + 1));
}
