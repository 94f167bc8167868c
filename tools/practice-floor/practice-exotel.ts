import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { basicAuth } from '../../src/main/base/basic-auth.ts';
import { Emitter } from '../../src/main/base/emitter.ts';
import { type ApiAnswer, refuse, sendAnswer } from '../../src/main/practice/api-answers.ts';
import { answerFrom, type CallsApi } from '../../src/main/practice/calls-api.ts';
import {
  type LoopbackServer,
  startLoopbackServer,
} from '../../src/main/practice/loopback-server.ts';
import { practiceAccountSid } from '../../src/main/practice/practice-server.ts';
import { type Phase, PhoneCall } from './phone-call.ts';

const postSchema = z.object({
  to: z.object({ contact_uri: z.string() }),
  status_callback: z
    .array(z.object({ event: z.enum(['answered', 'terminal']), url: z.url() }))
    .default([]),
});
type Callback = z.infer<typeof postSchema>['status_callback'][number];

const lookEveryMs = 100;

/** The practice account as an Exotel of its own: on a port, with status callbacks. */
export class PracticeExotel implements CallsApi<ApiAnswer> {
  readonly accountSid = practiceAccountSid;
  readonly apiKey = randomBytes(8).toString('hex');
  readonly apiToken = randomBytes(8).toString('hex');
  /** A phone rang, was picked up or put down. */
  readonly changed = new Emitter<{ sid: string; phase: Phase }>();
  /** A callback was sent; `status` is null where nobody answered. */
  readonly calledBack = new Emitter<{ event: Callback['event']; status: number | null }>();
  readonly #calls = new Map<string, PhoneCall>();
  readonly #watches = new Set<NodeJS.Timeout>();
  #server: LoopbackServer | null = null;

  /** What an administrator pastes into Handset as the API address. */
  get address(): string {
    const origin = this.baseUrl.replace('://', `://${this.apiKey}:${this.apiToken}@`);
    return `${origin}/v3/accounts/${this.accountSid}/calls`;
  }

  get baseUrl(): string {
    return this.#server?.baseUrl ?? '';
  }

  async start(): Promise<void> {
    this.#server = await startLoopbackServer((request, response) => {
      this.#answer(request, response).catch(() => request.destroy());
    });
  }

  async stop(): Promise<void> {
    for (const watch of this.#watches) clearInterval(watch);
    await this.#server?.close();
  }

  call(sid: string): PhoneCall | undefined {
    return this.#calls.get(sid);
  }

  createCall(body: string): ApiAnswer {
    const parsed = postSchema.safeParse(JSON.parse(body));
    if (!parsed.success) return refuse('POST', 'mandatory');
    const call = new PhoneCall(body, parsed.data.to.contact_uri);
    if (call.sid === '') return call.answer;
    this.#calls.set(call.sid, call);
    this.#watch(call, parsed.data.status_callback);
    return call.answer;
  }

  getCall(sid: string): ApiAnswer {
    return this.#calls.get(sid)?.details ?? refuse('GET', 'call');
  }

  getLegs(sid: string): ApiAnswer {
    return this.#calls.get(sid)?.legs ?? refuse('GET', 'legs');
  }

  #watch(call: PhoneCall, callbacks: readonly Callback[]): void {
    let phase: Phase = call.phase;
    const send = (event: Callback['event']) => {
      for (const callback of callbacks)
        if (callback.event === event) void this.#send(call, callback);
    };
    const watch = setInterval(() => {
      if (call.phase !== phase) {
        phase = call.phase;
        this.changed.emit({ sid: call.sid, phase });
        if (phase === 'talking') send('answered');
      }
      if (!call.isTerminal) return;
      clearInterval(watch);
      this.#watches.delete(watch);
      send('terminal');
    }, lookEveryMs);
    this.#watches.add(watch);
  }

  /** As Exotel sends it: the whole call, and what has happened. */
  async #send(call: PhoneCall, { event, url }: Callback): Promise<void> {
    const { call_details } = JSON.parse(call.details.body).response;
    const body = JSON.stringify({ call_details, event_details: { event_type: event } });
    const headers = { 'content-type': 'application/json' };
    const status = await fetch(url, { method: 'POST', headers, body })
      .then((response) => response.status)
      .catch(() => null);
    this.calledBack.emit({ event, status });
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    if (headers.authorization !== basicAuth(this))
      return sendAnswer(response, refuse(method, 'authentication'));
    const [path = ''] = url.split('?');
    sendAnswer(response, answerFrom(this, { method, path, body: await text(request) }));
  }
}
