import { createHash } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** What one request is answered with: raw bytes on the socket. */
export type Play = (socket: Socket, request: string) => void;

export interface RecordingHost {
  origin: string;
  /** Request heads as they came. */
  requests: string[];
  play: Play;
  close(): Promise<void>;
}

/** A server of raw sockets, so that it can break off wherever a test wants. */
export async function startRecordingHost(play: Play): Promise<RecordingHost> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
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
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host: RecordingHost = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
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

/** The whole recording, properly. */
export const playAudio: Play = (socket) => {
  socket.write(audioHead);
  socket.end(audio);
};

/** The recording, cut off after so many of its bytes. */
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
