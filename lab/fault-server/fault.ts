import type { Socket } from 'node:net';
import type { ApiAnswer } from '../../src/main/practice/api-answers.ts';
import type { RefusalKind } from '../../src/shared/domain/call.ts';
import type { LedgerEntry } from './request-reader.ts';

/** What the product must make of a POST that meets a fault. */
export type Reading = 'accepted' | 'rejected' | 'not_sent' | 'unknown';

/** What a connection needs to know to be played on. */
export interface Stage {
  socket: Socket;
  /** Another host's base URL, for redirects. */
  elsewhere: string;
}

/** One thing that can go wrong, or right, between Handset and its provider. */
export interface Fault {
  name: string;
  reading: Reading;
  /** What the agent is told; absent where another test's table says so. */
  kind?: RefusalKind;
  /** Nothing ends the request but the client's own time limit. */
  waitsOut?: boolean;
  /** The answer names the call although it is no success. */
  namesCall?: boolean;
  /** Where the address itself is the fault: nothing of ours listens there. */
  address?: string;
  /** `wanted`: the client speaks TLS; `spoken`: so does the server. */
  tls?: 'wanted' | 'spoken';
  /** As soon as somebody connects. */
  onConnect?: (stage: Stage) => void;
  /** The request's first byte is there. */
  onFirstByte?: (stage: Stage) => void;
  /** The whole request is there. */
  onRequest?: (stage: Stage, entry: LedgerEntry) => void;
}

export type Answer = Partial<ApiAnswer>;

/** A whole answer, byte by byte as it goes on the wire. */
export function wire({ status = 200, headers = {}, body = '' }: Answer): string {
  const all = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `HTTP/1.1 ${status} Status\r\n${lines.join('')}\r\n${body}`;
}

/** Answers whole and at once; the connection stays open, as a provider's does. */
export function answerWith(answer: (entry: LedgerEntry, stage: Stage) => Answer) {
  return (stage: Stage, entry: LedgerEntry): void => {
    stage.socket.write(wire(answer(entry, stage)));
  };
}

/** Writes a text byte by byte, each after the one before is gone; then calls `done`. */
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
