import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** What the phone that is rung, or the caller meanwhile, does. */
export type PhoneDoes = 'answers' | 'rejects' | 'rings_out' | 'caller_leaves';
type Way = 'talked' | 'unanswered' | 'not_dialled';

export interface FlowAddresses {
  /** Primary, and fallback where there is one; for this queue. */
  connect: string[];
  dial: string | null;
  /** Without the way, which the flow adds; null if no Passthru is set up. */
  passthru: string | null;
}

export interface FlowOptions extends FlowAddresses {
  /** Of the header; null for the oldest, which sends none. */
  version?: '1.0' | '1.1' | null;
  /** Asks twice at the same time, as Exotel has been seen to do. */
  asksTwice?: boolean;
  /** Whether Exotel has switched on Ringing and Answered for the account. */
  tellsAnswered?: boolean;
  /** How long it waits for each address: Exotel 5 s. */
  waitMs?: readonly number[];
}

export interface FlowCall {
  sid: string;
  /** Without a number, the caller withholds it. */
  caller?: string;
  called?: string;
  /** Answers for each phone that is rung, counted from 1. */
  phone(uri: string, attempt: number): PhoneDoes | Promise<PhoneDoes>;
  /** Ends when one of the two hangs up. */
  talk?(uri: string): Promise<void>;
  /** What Exotel tells of the talk; a sample if absent. */
  told?(): { talkSeconds: number; recordingUrl: string | null };
}

export interface FlowEnd {
  /** Which of the applet's three ways the call took, or that the caller left on it. */
  way: Way | 'caller_left';
  /** Phones that rang, in order. */
  rung: string[];
  /** Bodies of all replies, and statuses that were failures. */
  replies: string[];
  /** Voicemail is what the administrator has put behind the two ways without a talk. */
  end: 'hangup' | 'voicemail';
}

const programmable = z.strictObject({
  fetch_after_attempt: z.boolean(),
  destination: z.array(z.strictObject({ contact_uri: z.string() })),
});
const classic = z.strictObject({
  fetch_after_attempt: z.boolean(),
  destination: z.strictObject({ numbers: z.array(z.string()) }),
});

interface Reply {
  uris: string[];
  again: boolean;
  body: string;
}

/** One customer's call as it goes through a flow of Exotel's, over real HTTP. */
class Going {
  readonly #options: FlowOptions;
  readonly #call: FlowCall;
  readonly replies: string[] = [];
  readonly rung: string[] = [];
  /** Of the last attempt. */
  #last: { uri: string; status: string | undefined } | null = null;

  constructor(options: FlowOptions, call: FlowCall) {
    this.#options = options;
    this.#call = call;
  }

  async run(): Promise<FlowEnd> {
    const way = await this.#connect();
    const callType = { talked: 'completed', caller_left: 'client-hangup' }[way as string];
    // A caller who leaves while phones ring is on the way that nobody answers.
    await this.#passthru(way === 'caller_left' ? 'unanswered' : way, callType ?? 'incomplete');
    const end = way === 'talked' || way === 'caller_left' ? 'hangup' : 'voicemail';
    return { way, rung: this.rung, replies: this.replies, end };
  }

  async #connect(): Promise<FlowEnd['way']> {
    let before: string | null = null;
    for (;;) {
      const reply = await this.#ask();
      if (!reply || reply.uris.length === 0) return 'not_dialled';
      // Two equal replies in a row end the loop.
      if (reply.body === before) return 'unanswered';
      before = reply.body;
      for (const uri of reply.uris) {
        const did = await this.#ring(uri);
        if (did === 'answers') return 'talked';
        if (did === 'caller_leaves') return 'caller_left';
      }
      if (!reply.again) return 'unanswered';
    }
  }

  async #ring(uri: string): Promise<PhoneDoes> {
    this.rung.push(uri);
    await this.#dialEvent(uri, 'busy', 'Dial');
    if (this.#options.tellsAnswered) await this.#dialEvent(uri, 'busy', 'Ringing');
    const did = await this.#call.phone(uri, this.rung.length);
    if (did === 'answers') {
      if (this.#options.tellsAnswered) await this.#dialEvent(uri, 'busy', 'Answered');
      await this.#call.talk?.(uri);
    }
    await this.#dialEvent(uri, 'free', 'Terminal');
    const status = { answers: 'completed', rejects: 'busy', rings_out: 'no-answer' }[did as string];
    this.#last = { uri, status };
    return did;
  }

  /** Asks the primary address, then the fallback; null if neither gives a reply that it understands. */
  async #ask(): Promise<Reply | null> {
    const { connect, asksTwice, waitMs } = this.#options;
    for (const [index, url] of connect.entries()) {
      const asked = asksTwice ? [url, url] : [url];
      const within = waitMs?.[index] ?? 5_000;
      const [reply] = await Promise.all(asked.map((each) => this.#askOnce(each, within)));
      if (reply) return reply;
    }
    return null;
  }

  async #askOnce(url: string, waitMs: number): Promise<Reply | null> {
    const { version = '1.1' } = this.#options;
    try {
      const response = await fetch(`${url}?${this.#query('call-attempt')}`, {
        headers: version === null ? {} : { 'Exotel-Version': version },
        signal: AbortSignal.timeout(waitMs),
      });
      const body = await response.text();
      this.replies.push(response.status === 200 ? body : String(response.status));
      return response.status === 200 ? readReply(body, version) : null;
    } catch {
      this.replies.push('none');
      return null;
    }
  }

  async #dialEvent(uri: string, status: string, type: string): Promise<void> {
    const { dial } = this.#options;
    if (dial === null) return;
    const query = this.#query('');
    query.delete('CallType');
    query.set('Direction', 'outbound-dial');
    query.set('DialWhomNumber', asExotelWrites(uri));
    query.set('Status', status);
    query.set('EventType', type);
    await (await fetch(`${dial}?${query}`)).arrayBuffer();
  }

  async #passthru(way: Way, callType: string): Promise<void> {
    const { passthru } = this.#options;
    if (passthru === null) return;
    const query = this.#query(callType);
    if (way === 'talked') {
      const { talkSeconds, recordingUrl } = this.#call.told?.() ?? {
        talkSeconds: 203,
        recordingUrl: `https://recordings.example.com/${this.#call.sid}.mp3`,
      };
      query.set('Legs[0][OnCallDuration]', String(talkSeconds));
      if (recordingUrl !== null) query.set('RecordingUrl', recordingUrl);
    }
    await (await fetch(`${passthru}/${way}?${query}`)).arrayBuffer();
  }

  #query(callType: string): URLSearchParams {
    const { sid, caller = '', called = '08000000000' } = this.#call;
    const query = new URLSearchParams({
      CallSid: sid,
      CallFrom: caller,
      CallTo: called,
      Direction: 'incoming',
      Created: 'Thu, 26 Nov 2026 10:15:02',
      CallType: callType,
      EndTime: '1970-01-01 05:30:00',
      ForwardedFrom: 'null',
      DialWhomNumber: this.#last ? asExotelWrites(this.#last.uri) : '',
      From: caller,
      To: called,
      digits: '"1"',
    });
    if (this.#last?.status !== undefined) {
      query.set('DialCallStatus', this.#last.status);
      query.set('DialCallDuration', '20');
    }
    return query;
  }
}

/** As strictly as it must be feared: a field too many is no reply. */
function readReply(body: string, version: '1.0' | '1.1' | null): Reply | null {
  if (version === null) {
    const uris = body.split(',').filter((uri) => uri !== '');
    return { uris, again: false, body };
  }
  try {
    if (version === '1.0') {
      const { destination, fetch_after_attempt: again } = classic.parse(JSON.parse(body));
      return { uris: destination.numbers, again, body };
    }
    const { destination, fetch_after_attempt: again } = programmable.parse(JSON.parse(body));
    return { uris: destination.map((each) => each.contact_uri), again, body };
  } catch {
    return null;
  }
}

/** Numbers of its own country in their national form. */
function asExotelWrites(uri: string): string {
  return uri.replace(/^\+91/, '0');
}

/** Returns a sid that no other call has. */
export function newSid(): string {
  return randomBytes(16).toString('hex');
}

/** Plays a customer's call through a flow, to its end. */
export function playFlow(options: FlowOptions, call: FlowCall): Promise<FlowEnd> {
  return new Going(options, call).run();
}
