import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Sample {
  content: Buffer;
  /** Strong, quoted. */
  etag: string;
}

/** Sends an MP3 as Exotel's storage does: strong ETag, one byte range (RFC 9110, section 14). */
export function sendSample(
  request: IncomingMessage,
  response: ServerResponse,
  { content, etag }: Sample,
): void {
  const size = content.length;
  const headers = { 'content-type': 'audio/mpeg', 'accept-ranges': 'bytes', etag };
  const condition = request.headers['if-range'];
  const wanted = condition === undefined || condition === etag ? request.headers.range : undefined;
  const range = parseRange(wanted, size);
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${size}` }).end();
    return;
  }
  const { start, end } = range ?? { start: 0, end: size - 1 };
  response.writeHead(range ? 206 : 200, {
    ...headers,
    'content-length': end - start + 1,
    ...(range && { 'content-range': `bytes ${start}-${end}/${size}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : content.subarray(start, end + 1));
}

type Range = { start: number; end: number };

/** Null: no range, or one that may be ignored; then the whole file is the right answer. */
function parseRange(header: string | undefined, size: number): Range | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== '' && first !== '' && Number(last) < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end };
}
