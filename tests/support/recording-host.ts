import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';

/** How one request is answered: raw bytes on the socket. */
export type Play = (socket: Socket, request: string) => void;

export interface RecordingHost {
  origin: string;
  /** Request heads as they arrived. */
  requests: string[];
  play: Play;
  close(): Promise<void>;
}

/**
 * Starts a server on raw sockets, so that it can break off wherever a test wants.
 *
 * @param tls makes it speak TLS
 */
export async function startRecordingHost(
  play: Play,
  tls?: { key: Buffer; cert: Buffer },
): Promise<RecordingHost> {
  const sockets = new Set<Socket>();
  const serve = (socket: Socket): void => {
    sockets.add(socket);
    let head = '';
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1');
      if (!head.endsWith('\r\n\r\n')) return;
      host.requests.push(head);
      host.play(socket, head);
      head = '';
    });
  };
  const server = tls ? createTlsServer(tls, serve) : createServer(serve);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host: RecordingHost = {
    origin: `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    play,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
  return host;
}

export const audio = Buffer.concat([
  Buffer.from([0xff, 0xfb, 0x90, 0x64]),
  Buffer.from(Array.from({ length: 200_000 }, (_, index) => (index * 7) % 251)),
]);
export const audioSha256 = createHash('sha256').update(audio).digest('hex');

export function head(status: number, headers: Record<string, string | number> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} X\r\nConnection: close\r\n${lines.join('')}\r\n`;
}

const audioHead = head(200, { 'Content-Type': 'audio/mpeg', 'Content-Length': audio.length });

/** Sends the whole recording, properly. */
export const playAudio: Play = (socket) => {
  socket.write(audioHead);
  socket.end(audio);
};

/** Sends the recording, cut off after this many of its bytes. */
export const playUntil =
  (bytes: number): Play =>
  (socket) => {
    socket.write(audioHead);
    socket.end(audio.subarray(0, bytes));
  };

export const playStatus =
  (status: number, headers: Record<string, string | number> = {}): Play =>
  (socket) => {
    socket.end(head(status, { 'Content-Length': 0, ...headers }));
  };

export interface StoredRecording {
  content: Buffer;
  /** Including its quotes. */
  etag: string;
}

/** Returns a recording of `bytes` bytes with a strong ETag; another `seed` gives other content. */
export function storedRecording(bytes: number, seed = 0): StoredRecording {
  const content = Buffer.alloc(bytes);
  for (let at = 0; at < bytes; at += 1)
    content[at] = (at * 31 + (at >> 8) * 17 + seed * 101) & 0xff;
  Buffer.from([0xff, 0xfb, 0x90, 0x64]).copy(content);
  return { content, etag: `"${sha256(content).slice(0, 32)}"` };
}

export function sha256(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Returns the value of a header as it came over the socket; null if it did not. */
export function headerOf(request: string, name: string): string | null {
  return new RegExp(`^${name}: (.*)\r$`, 'im').exec(request)?.[1] ?? null;
}

/** Returns where the client wants to continue; 0 if it wants the whole. */
export function rangeStart(request: string): number {
  return Number(/^bytes=(\d+)-$/.exec(headerOf(request, 'range') ?? '')?.[1] ?? 0);
}

/** Returns the head and body of an honest response: RFC 9110, with If-Range. */
export function honestAnswer(stored: StoredRecording, request: string): [string, Buffer] {
  const { content, etag } = stored;
  const same = headerOf(request, 'if-range') === etag;
  const start = same ? rangeStart(request) : 0;
  const type = { 'Content-Type': 'audio/mpeg', ETag: etag };
  if (start === 0) return [head(200, { ...type, 'Content-Length': content.length }), content];
  if (start >= content.length) {
    return [head(416, { 'Content-Length': 0, ETag: etag }), Buffer.alloc(0)];
  }
  return partOf(stored, start);
}

/** Returns a 206 with everything from `start` on. */
export function partOf({ content, etag }: StoredRecording, start: number): [string, Buffer] {
  const body = content.subarray(start);
  const range = `bytes ${start}-${content.length - 1}/${content.length}`;
  const headers = { ETag: etag, 'Content-Range': range, 'Content-Length': body.length };
  return [head(206, headers), body];
}

/** Serves a recording as Exotel's storage does. */
export const playStored =
  (stored: StoredRecording): Play =>
  (socket, request) => {
    const [top, body] = honestAnswer(stored, request);
    socket.write(top);
    socket.end(body);
  };
