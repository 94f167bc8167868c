import type { Socket } from 'node:net';
import type { ApiAnswer } from '../../src/main/practice/api-answers.ts';
import type { RefusalKind } from '../../src/shared/domain/call.ts';
import type { LedgerEntry } from './request-reader.ts';

/** What the product must make of a POST that meets a fault. */
export type Reading = 'accepted' | 'rejected' | 'not_sent' | 'unknown';

/** What playing a fault on a connection needs. */
export interface Stage {
  socket: Socket;
  /** Another host's base URL, for redirects. */
  elsewhere: string;
}

/** One thing that can go wrong, or right, between Handset and its provider. */
export interface Fault {
  name: string;
  reading: Reading;
  /** What the agent is told; absent if another test's table says so. */
  kind?: RefusalKind;
  /** Whether only the client's own time limit ends the request. */
  waitsOut?: boolean;
  /** Whether the response names the call although it is not a success. */
  namesCall?: boolean;
  /** If the address itself is the fault: nothing of ours listens there. */
  address?: string;
  /** `wanted`: the client speaks TLS; `spoken`: so does the server. */
  tls?: 'wanted' | 'spoken';
  /** Called as soon as a client connects. */
  onConnect?: (stage: Stage) => void;
  /** Called when the request's first byte has arrived. */
  onFirstByte?: (stage: Stage) => void;
  /** Called when the whole request has arrived. */
  onRequest?: (stage: Stage, entry: LedgerEntry) => void;
}

export type Answer = Partial<ApiAnswer>;

/** Returns a complete response, byte by byte as it goes on the wire. */
export function wire({ status = 200, headers = {}, body = '' }: Answer): string {
  const all = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n${body}`;
}

/** Responds completely and at once; the connection stays open, as Exotel's does. */
export function answerWith(answer: (entry: LedgerEntry, stage: Stage) => Answer) {
  return (stage: Stage, entry: LedgerEntry): void => {
    stage.socket.write(wire(answer(entry, stage)));
  };
}

/** Writes a text byte by byte, each after the previous one was sent; then calls `done`. */
export function drip(socket: Socket, text: string, done: () => void = () => {}): void {
  const next = (at: number): void => {
    if (socket.destroyed) return;
    if (at >= text.length) {
      done();
      return;
    }
    socket.write(text.charAt(at), () => setImmediate(next, at + 1));
  };
  next(0);
}
