import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

/**
 * A provider that tells when a request's first byte arrived, in a thread of its own so that the
 * measured process does not delay the clock that measures it.
 */
const answer = readFileSync(
  new URL('../../tests/fixtures/exotel/create-call.response.json', import.meta.url),
  'utf8',
);
const sid = /"sid": ?"(?<sid>[0-9a-f]{32})"/.exec(answer)?.groups?.['sid'] ?? '';
let calls = 0;

const server = createServer((request, response) => {
  parentPort?.postMessage({ arrivedAt: performance.timeOrigin + performance.now() });
  request.resume().on('end', () => {
    calls += 1;
    // A sid of its own for each call, and none that the book has.
    const body = answer.replaceAll(sid, `f${String(calls).padStart(31, '0')}`);
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});
