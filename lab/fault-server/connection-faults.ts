import { callBody } from '../../tests/support/exotel-answers.ts';
import { drip, type Fault, type Stage, wire } from './fault.ts';
import { callOf } from './placed-call.ts';

const reset = ({ socket }: Stage): void => void socket.resetAndDestroy();
const close = ({ socket }: Stage): void => void socket.destroy();
const nothing = (): void => {};
const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';

/** Nothing of the request can have been sent: dialling again is safe. */
export const unreachedFaults: readonly Fault[] = [
  // An unused port below 1024 that `fetch` does not forbid.
  { name: 'refused', reading: 'not_sent', kind: 'unreachable', address: 'http://127.0.0.1:2' },
  {
    name: 'refused on every address of a name',
    reading: 'not_sent',
    kind: 'unreachable',
    address: 'http://localhost:2',
  },
  {
    name: 'no such name',
    reading: 'not_sent',
    kind: 'name_not_resolved',
    address: 'http://nowhere.invalid',
  },
  {
    name: 'a certificate of its own making',
    reading: 'not_sent',
    kind: 'tls_failed',
    tls: 'spoken',
  },
  {
    name: 'no TLS where TLS was wanted',
    reading: 'not_sent',
    kind: 'tls_failed',
    tls: 'wanted',
    onFirstByte: ({ socket }) => void socket.end(wire({ status: 400 })),
  },
];

/**
 * The request may have arrived, and there was no response: whether a call was placed is unknown.
 */
export const brokenConnectionFaults: readonly Fault[] = [
  ...lost('reset before the request', { onConnect: reset }),
  ...lost('closed before the request', { onConnect: close }),
  ...lost('reset while TLS is being agreed', { tls: 'wanted', onFirstByte: reset }),
  ...lost('reset during the request', { onFirstByte: reset }),
  ...lost('closed during the request', { onFirstByte: close }),
  ...lost('reset after the request', { onRequest: reset }),
  // The provider has placed the call, and only its response is missing.
  ...lost('closed after the call was taken', { onRequest: close }),
  ...lost('not HTTP at all', {
    onRequest: ({ socket }) => void socket.end('SSH-2.0-OpenSSH_9\r\n'),
  }),
  ...lost('closed within the headers', { onRequest: ({ socket }) => void socket.end(head) }),
  ...lost('half a body, then a reset', { onRequest: halfBody(reset) }),
  ...lost('half a body, then the end', { onRequest: halfBody(({ socket }) => socket.end()) }),
  ...lost('half a chunk, then the end', {
    onRequest: ({ socket }) =>
      void socket.end(`${head}Transfer-Encoding: chunked\r\n\r\nffff\r\n{"response":`),
  }),
  ...lost('an answer without end', {
    onRequest: ({ socket }) => void socket.end(wire({ body: 'x'.repeat(1_100_000) })),
  }),
  ...silent('silence', nothing),
  ...silent('headers that never end', ({ socket }) => drip(socket, head + 'X-Slow: '.repeat(500))),
  ...silent(
    'headers, then silence',
    ({ socket }) => void socket.write(`${head}Content-Length: 9\r\n\r\n`),
  ),
  ...silent('half a body, then silence', halfBody(nothing)),
];

/** Slow, but complete in the end. */
export const slowFaults: readonly Fault[] = [
  {
    name: 'slow headers',
    reading: 'accepted',
    onRequest: ({ socket }, entry) => {
      const body = callBody(callOf(entry));
      drip(socket, `${head}Content-Length: ${body.length}\r\n\r\n`, () => socket.write(body));
    },
  },
  {
    name: 'a slow body',
    reading: 'accepted',
    onRequest: ({ socket }, entry) => {
      const body = callBody(callOf(entry));
      socket.write(`${head}Content-Length: ${body.length}\r\n\r\n`);
      drip(socket, body);
    },
  },
];

function lost(name: string, play: Partial<Fault>): Fault[] {
  return [{ name, reading: 'unknown', kind: 'connection_lost', ...play }];
}

function silent(name: string, onRequest: NonNullable<Fault['onRequest']>): Fault[] {
  return [{ name, reading: 'unknown', kind: 'timed_out', waitsOut: true, onRequest }];
}

function halfBody(then: (stage: Stage) => void): NonNullable<Fault['onRequest']> {
  return (stage, entry) => {
    const whole = wire({ body: callBody(callOf(entry)) });
    stage.socket.write(whole.slice(0, -100), () => then(stage));
  };
}
