import type { IncomingNews } from '../../floor/messages.ts';
import type { Account } from '../../shared/domain/account.ts';
import type { InboundFacts } from '../../shared/domain/call.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import { parseNumber } from '../base/phone-number.ts';
import { isRecordingOfExotel } from '../exotel/exotel-hosts.ts';
import { sidSchema } from '../exotel/schemas.ts';
import type { CallService } from './call-service.ts';
import { type Arrival, beginArrival } from './inbound.ts';
import type { ArrivalEvent } from './inbound-signs.ts';

export interface ArrivalsOptions {
  calls: Pick<CallService, 'arrive' | 'recordingNamed' | 'popped'>;
  clock: Clock;
  log: Log;
  /** The account of real calls, or of practice ones; null if there is none. */
  account: (practice: boolean) => Pick<Account, 'accountSid' | 'agentUri' | 'baseUrl'> | null;
  /** For numbers without a country code. */
  defaultCountry: () => string;
  queueName: (id: string) => string | null;
  /** The relay's clock minus this computer's, in milliseconds; null while not known. */
  clockOffsetMs: () => number | null;
  /** The offer is on the agent's screen, this many milliseconds after it came. */
  popped: (offer: string, ms: number) => void;
}

/** What is said of one call, not of a floor's missed calls. */
export type CallTold = Exclude<IncomingNews, { kind: 'missed' | 'missed_taken' }>;

/** With its prefix a sid still fits a call's id. */
const longestSid = 60;
/** A floor's whole day of calls to one agent. */
const mostRemembered = 2_000;

/** The id of a customer's call: the same whatever was heard of it first. */
export function arrivalId(sid: string): string {
  return `in-${sid}`;
}

/** Turns what the floor says of customers' calls into rows and events of their machine. */
export class Arrivals {
  readonly #options: ArrivalsOptions;
  /** Calls of which a row was made since the start: one that has none any more was erased. */
  readonly #begun = new Set<string>();
  /** Offers that are not on the screen yet, by their call, and when they came by the monotonic clock. */
  readonly #unseen = new Map<string, { offer: string; since: number }>();

  constructor(options: ArrivalsOptions) {
    this.#options = options;
    options.calls.popped.on((id) => this.#popped(id));
  }

  /** Takes what the floor said. `practice`: it is a practice story. Never throws. */
  hear(news: IncomingNews, { practice = false } = {}): void {
    if (news.kind === 'missed' || news.kind === 'missed_taken') return;
    try {
      this.#hear(news, practice);
    } catch (error) {
      this.#options.log.error('news of an incoming call could not be followed', error);
    }
  }

  #hear(news: CallTold, practice: boolean): void {
    const { calls, log } = this.#options;
    if (news.sid.length > longestSid || !sidSchema.safeParse(news.sid).success) {
      log.warn('news of an incoming call names no call', { kind: news.kind });
      return;
    }
    const id = arrivalId(news.sid);
    if (news.kind === 'offer') this.#await(id, news.offer);
    const first = isAboutThisAgent(news) && !this.#begun.has(id);
    const call = calls.arrive(
      id,
      { ...this.#eventOf(news), at: this.#ownTime(news.at) },
      first ? () => this.#begin(id, news, practice) : null,
    );
    // One that a colleague took is the colleague's to keep.
    if (news.kind === 'summary' && call?.outcome === 'completed')
      this.#nameRecording(id, news.recordingUrl, practice);
  }

  /** Others than Exotel's are left alone: what GET names when the end is verified is fetched. */
  #nameRecording(id: string, url: string | null, practice: boolean): void {
    const { calls, log, account } = this.#options;
    const baseUrl = account(practice)?.baseUrl;
    if (url === null || baseUrl === undefined) return;
    if (isRecordingOfExotel(url, baseUrl)) calls.recordingNamed.emit({ id, urls: [url] });
    else log.warn('the floor named a recording that is not on a host of Exotel’s');
  }

  #begin(
    id: string,
    news: Exclude<CallTold, { kind: 'passed' }>,
    practice: boolean,
  ): { facts: InboundFacts; isNow: boolean } {
    this.#begun.add(id);
    forgetOldest(this.#begun);
    const account = this.#options.account(practice);
    const arrival: Arrival = {
      id,
      sid: news.sid,
      practice,
      accountSid: account?.accountSid ?? '',
      ...this.#customer(news.caller),
      agentUri: news.uri === null ? (account?.agentUri ?? '') : this.#address(news.uri),
      virtualNumber: this.#address(news.called),
      createdAt: this.#ownTime(news.at),
    };
    // A summary may come hours later, after the desktop was closed.
    return {
      facts: beginArrival(arrival, this.#options.clock.now()),
      isNow: news.kind !== 'summary',
    };
  }

  #eventOf(news: CallTold): ArrivalEvent {
    const told = news.at;
    switch (news.kind) {
      case 'offer': {
        const { offer, attempt } = news;
        const queue = { id: news.queue, name: this.#options.queueName(news.queue) };
        return { type: 'offer', told, offer, attempt, queue, agentUri: this.#address(news.uri) };
      }
      case 'dial': {
        const { phase, yours } = news;
        return { type: 'dial', told, phase, yours, agentUri: this.#address(news.uri) };
      }
      case 'passed':
        return { type: 'passed', offer: news.offer };
      case 'summary': {
        const { came, yours, talkSeconds } = news;
        return { type: 'summary', told, came, yours, talkSeconds };
      }
    }
  }

  /** A relay's time by this computer's clock; never later than now. */
  #ownTime(told: number): number {
    const { clock, clockOffsetMs } = this.#options;
    return Math.round(Math.min(told - (clockOffsetMs() ?? 0), clock.now()));
  }

  /** A caller that is no number is nobody's: withheld, or a word in its place. */
  #customer(
    caller: string | null,
  ): Pick<Arrival, 'customerNumber' | 'customerDisplay' | 'customerCountry'> {
    const { e164, display, country } = parseNumber(caller ?? '', this.#options.defaultCountry());
    if (e164 === null)
      return { customerNumber: null, customerDisplay: null, customerCountry: null };
    return { customerNumber: e164, customerDisplay: display ?? e164, customerCountry: country };
  }

  /** A number as E.164, a SIP address as it came. */
  #address(text: string): string {
    return parseNumber(text, this.#options.defaultCountry()).e164 ?? text;
  }

  #await(id: string, offer: string): void {
    this.#unseen.set(id, { offer, since: steadyNow(this.#options.clock) });
    const [oldest] = this.#unseen.keys();
    if (this.#unseen.size > mostRemembered && oldest !== undefined) this.#unseen.delete(oldest);
  }

  #popped(id: string): void {
    const unseen = this.#unseen.get(id);
    if (!unseen) return;
    this.#unseen.delete(id);
    this.#options.popped(unseen.offer, steadyNow(this.#options.clock) - unseen.since);
  }
}

/** Whether a row is made for it: the call came to this agent's phone, or was about to. */
function isAboutThisAgent(news: CallTold): news is Exclude<CallTold, { kind: 'passed' }> {
  return news.kind === 'offer' || (news.kind !== 'passed' && news.yours);
}

function forgetOldest(ids: Set<string>): void {
  const [oldest] = ids;
  if (ids.size > mostRemembered && oldest !== undefined) ids.delete(oldest);
}
