import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { basicAuth } from '../base/basic-auth.ts';
import type { Clock } from '../base/clock.ts';
import { type ApiAnswer, refuse } from './api-answers.ts';
import { PracticeApi } from './practice-api.ts';
import { type Sample, sendSample } from './send-sample.ts';

export interface PracticeServerOptions {
  /** All times of the stories are divided by this. */
  speed: number;
  clock: Clock;
  /** The two-channel MP3 used for every practice recording. */
  sampleFile: string;
}

export interface PracticeServer {
  /** Origin without a trailing slash, on loopback. */
  baseUrl: string;
  accountSid: string;
  /** Random for each run. */
  apiKey: string;
  apiToken: string;
  close(): Promise<void>;
}

/** Stays the same across restarts, and with it the address of a practice call. */
export const practiceAccountSid = 'HandsetPractice';

/**
 * Starts the practice account: a server on 127.0.0.1 that speaks Exotel's v3 API and calls nobody.
 * Rejects if the sample cannot be read or no port is free.
 */
export async function startPracticeServer(options: PracticeServerOptions): Promise<PracticeServer> {
  const content = await readFile(options.sampleFile);
  const sample = { content, etag: `"${createHash('sha256').update(content).digest('hex')}"` };
  const apiKey = randomBytes(16).toString('hex');
  const apiToken = randomBytes(16).toString('hex');
  const authorization = basicAuth({ apiKey, apiToken });

  let baseUrl = '';
  const api = new PracticeApi({
    accountSid: practiceAccountSid,
    speed: options.speed,
    now: () => options.clock.now(),
    recordingUrl: (sid) => `${baseUrl}/recordings/${practiceAccountSid}/${sid}.mp3`,
  });
  const server = createServer((request, response) => {
    answer(request, response, { api, sample, authorization }).catch(() => request.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl,
    accountSid: practiceAccountSid,
    apiKey,
    apiToken,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answering {
  api: PracticeApi;
  sample: Sample;
  authorization: string;
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { api, sample, authorization }: Answering,
): Promise<void> {
  const path = (request.url ?? '').split('?')[0] ?? '';
  const method = request.method ?? '';
  if (!sameText(request.headers.authorization ?? '', authorization)) {
    return send(response, refuse(method, 'authentication'));
  }
  const recording = /^\/recordings\/([^/]+)\/([^/]+)\.mp3$/.exec(path);
  if (recording && (method === 'GET' || method === 'HEAD')) {
    const [, account, sid = ''] = recording;
    const there = account === practiceAccountSid && api.hasRecording(sid);
    if (there) return sendSample(request, response, sample);
    return send(response, refuse(method, 'call'));
  }
  const [, account, sid, legs] =
    /^\/v3\/accounts\/([^/]+)\/calls(?:\/([^/]+)(\/legs)?)?$/.exec(path) ?? [];
  if (account !== practiceAccountSid) return send(response, refuse(method, 'account'));
  if (method === 'POST' && sid === undefined) {
    return send(response, api.createCall(await text(request)));
  }
  if (method !== 'GET' || sid === undefined) return send(response, refuse(method, 'call'));
  return send(response, legs ? api.getLegs(sid) : api.getCall(sid));
}

function send(response: ServerResponse, { status, headers, body }: ApiAnswer): void {
  const content = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': content.length,
    ...headers,
  });
  response.end(content);
}

function sameText(one: string, other: string): boolean {
  const hash = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(hash(one), hash(other));
}
