import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { basicAuth } from '../base/basic-auth.ts';
import type { Clock } from '../base/clock.ts';
import { refuse, sendAnswer } from './api-answers.ts';
import { answerFrom } from './calls-api.ts';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.ts';
import { PracticeApi } from './practice-api.ts';
import { type Sample, sendSample } from './send-sample.ts';

export interface PracticeServerOptions {
  /** All times of the stories are divided by this. */
  speed: number;
  clock: Clock;
  /** The two-channel MP3 used for every practice recording. */
  sampleFile: string;
}

export interface PracticeServer extends LoopbackServer {
  accountSid: string;
  /** Random for each run. */
  apiKey: string;
  apiToken: string;
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

  const api = new PracticeApi({
    accountSid: practiceAccountSid,
    speed: options.speed,
    now: () => options.clock.now(),
    recordingUrl: (sid) => `${server.baseUrl}/recordings/${practiceAccountSid}/${sid}.mp3`,
  });
  const server = await startLoopbackServer((request, response) => {
    answer(request, response, { api, sample, authorization }).catch(() => request.destroy());
  });
  return { ...server, accountSid: practiceAccountSid, apiKey, apiToken };
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
    return sendAnswer(response, refuse(method, 'authentication'));
  }
  const recording = /^\/recordings\/([^/]+)\/([^/]+)\.mp3$/.exec(path);
  if (recording && (method === 'GET' || method === 'HEAD')) {
    const [, account, sid = ''] = recording;
    const there = account === practiceAccountSid && api.hasRecording(sid);
    if (there) return sendSample(request, response, sample);
    return sendAnswer(response, refuse(method, 'call'));
  }
  sendAnswer(response, answerFrom(api, { method, path, body: await text(request) }));
}

function sameText(one: string, other: string): boolean {
  const hash = (value: string): Buffer => createHash('sha256').update(value).digest();
  return timingSafeEqual(hash(one), hash(other));
}
