import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort } from 'node:worker_threads';
import { sendAnswer } from '../../src/main/practice/api-answers.ts';
import { callAnswer } from '../../tests/support/exotel-answers.ts';

let calls = 0;

/**
 * A provider that reports when a request's first byte arrived, in a thread of its own so that the
 * measured process does not delay the clock that measures it.
 */
const server = createServer((request, response) => {
  parentPort?.postMessage({ arrivedAt: performance.timeOrigin + performance.now() });
  request.resume().on('end', () => {
    calls += 1;
    // Each call gets a sid of its own that the database does not contain yet.
    sendAnswer(response, callAnswer({ sid: `f${String(calls).padStart(31, '0')}` }));
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  parentPort?.postMessage({ port: (server.address() as AddressInfo).port });
});
