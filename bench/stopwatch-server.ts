import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';

/**
 * A provider that tells when a request's first byte arrived, in a thread of its own so that the
 * measured process does not delay the clock that measures it.
 */
const answer = readFileSync(
  new URL('../tests/fixtures/exotel/create-call.response.json', import.meta.url),
);

const server = createServer((request, response) => {
  parentPort?.postMessage({ arrivedAt: performance.timeOrigin + performance.now() });
  request.resume().on('end', () => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': answer.length,
    });
    response.end(answer);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});
