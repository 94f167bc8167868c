import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import { byteRange } from '../base/http-range.ts';
import { securityHeaders } from './response-headers.ts';

export interface AppFilesOptions {
  /** Folder of the built renderer. */
  root: string;
  /** Returns the file of a saved recording; null if there is none. */
  recordingFile: (id: string) => string | null;
}

const mimeTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.flac': 'audio/flac',
  '.m4a': 'audio/mp4',
  '.3gp': 'audio/3gpp',
  '.amr': 'audio/amr',
  '.aac': 'audio/aac',
  '.webm': 'audio/webm',
  '.aiff': 'audio/aiff',
  '.au': 'audio/basic',
};

/** Serves one request under `app://handset/`: the renderer's files, and saved recordings. */
export async function answerAppRequest(
  request: Request,
  { root, recordingFile }: AppFilesOptions,
): Promise<Response> {
  const url = new URL(request.url);
  if (url.host !== 'handset') return plain(404, 'Not found');
  if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Not allowed');

  const recording = /^\/recordings\/([^/]+)$/.exec(url.pathname)?.[1];
  if (recording !== undefined) {
    const id = decode(recording);
    const file = id === null ? null : recordingFile(id);
    return file === null ? plain(404, 'Not found') : sendFile(request, file, 'no-store');
  }
  const file = assetPath(root, url.pathname);
  if (file === null) return plain(404, 'Not found');
  // The build puts a content hash into every name under assets/.
  const hashed = url.pathname.startsWith('/assets/');
  return sendFile(request, file, hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
}

/**
 * Returns the file below `root` that a URL's path names, or null. Segments are plain names: no
 * leading dot, no escape, no separator of any system, so nothing outside `root` can be named.
 */
export function assetPath(root: string, pathname: string): string | null {
  const segments = (pathname === '/' ? '/index.html' : pathname).split('/').slice(1);
  const plainNames = segments.every((segment) => /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(segment));
  return plainNames ? join(root, ...segments) : null;
}

async function sendFile(request: Request, file: string, caching: string): Promise<Response> {
  const info = await stat(file).catch(() => null);
  if (!info?.isFile()) return plain(404, 'Not found');

  const { size } = info;
  const slice = byteRange(request.headers.get('range'), size);
  const headers = new Headers({
    ...securityHeaders,
    'accept-ranges': 'bytes',
    'cache-control': caching,
    'content-type': mimeTypes[extname(file).toLowerCase()] ?? 'application/octet-stream',
  });
  if (slice.kind === 'unsatisfiable') {
    headers.set('content-range', `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  const [start, end] = slice.kind === 'part' ? [slice.start, slice.end] : [0, size - 1];
  headers.set('content-length', String(end - start + 1));
  if (slice.kind === 'part') headers.set('content-range', `bytes ${start}-${end}/${size}`);

  const empty = request.method === 'HEAD' || size === 0;
  const body = empty ? null : Readable.toWeb(createReadStream(file, { start, end }));
  return new Response(body, { status: slice.kind === 'part' ? 206 : 200, headers });
}

function plain(status: number, text: string): Response {
  return new Response(text, {
    status,
    headers: { ...securityHeaders, 'content-type': 'text/plain; charset=utf-8' },
  });
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
