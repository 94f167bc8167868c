import type { Account } from '../../shared/domain/account.ts';
import type { CallProblem, Leg } from '../../shared/domain/call.ts';
import { type Asked, localProblem, problemOf, provesNotPlaced } from './errors.ts';
import { exchange, type Fetch, type HttpAnswer, type HttpRequest, isSecure } from './http.ts';
import { oddityOf } from './oddity.ts';
import type { PlaceRequest } from './place-request.ts';
import type { LookResult, Oddity, PlaceResult, ProviderCall } from './provider-call.ts';
import type { ProviderTime } from './provider-time.ts';
import type { RequestBudget } from './request-budget.ts';
import {
  type Envelope,
  parseCallDetails,
  parseEnvelope,
  parseLegDetails,
  sidSchema,
} from './schemas.ts';
import { describeTransportError } from './transport-error.ts';

export interface ExotelAccess {
  baseUrl: string;
  accountSid: string;
  apiKey: string;
  apiToken: string;
}

export interface ExotelTransport {
  /** For GETs. */
  fetch: Fetch;
  /** For the POST that places a call: must never resend by itself. */
  placeFetch: Fetch;
  now: () => number;
  /** Reads the clock that never jumps. Absent: `now` never does. */
  steady?: () => number;
  /** Hears from Exotel's own answers over TLS what time it is. */
  time?: ProviderTime;
  placeTimeoutMs?: number;
  lookTimeoutMs?: number;
}

export interface ExotelClient {
  /** Sends the one POST. Never throws, never repeats. */
  placeCall(request: PlaceRequest): Promise<PlaceResult>;
  getCall(sid: string): Promise<LookResult<ProviderCall>>;
  getLegs(sid: string): Promise<LookResult<Leg[]>>;
  /** Asks for a call that cannot exist; `ok` when key, token, sid and region fit together. */
  probe(): Promise<LookResult<null>>;
}

/** How to ask about one call: its account's client, and how fast that account's time runs. */
export interface CallAccess {
  client: ExotelClient;
  /** 1 for real accounts; less where practice time runs faster. */
  timeScale: number;
  /** Asked before each look. Absent where nothing is counted: the practice account. */
  budget?: RequestBudget | undefined;
}

/** The account that calls now. */
export interface CallingAccount extends CallAccess {
  account: Account;
  practice: boolean;
}

/** Well formed, and never given out: proves an account without touching a call. */
const impossibleSid = '0'.repeat(32);

export function createExotelClient(access: ExotelAccess, transport: ExotelTransport): ExotelClient {
  const callsUrl = `${access.baseUrl}/v3/accounts/${encodeURIComponent(access.accountSid)}/calls`;
  const authorization = `Basic ${Buffer.from(`${access.apiKey}:${access.apiToken}`).toString('base64')}`;

  const steady = transport.steady ?? transport.now;

  async function ask(
    fetch: Fetch,
    request: Pick<HttpRequest, 'method' | 'url' | 'body' | 'timeoutMs'>,
  ): Promise<HttpAnswer> {
    const now = transport.now();
    const answer = await exchange(fetch, { ...request, authorization, now, steady });
    // Without TLS, and in a page that is not Exotel's, the time is anybody's word.
    if (isSecure(request.url) && parseEnvelope(answer.body) !== null)
      transport.time?.learn(answer.dated);
    return answer;
  }

  async function look<T>(
    question: 'details' | 'legs',
    url: string,
    read: (envelope: Envelope) => T | null,
  ): Promise<LookResult<T>> {
    try {
      const timeoutMs = transport.lookTimeoutMs ?? 10_000;
      const answer = await ask(transport.fetch, { method: 'GET', url, timeoutMs });
      return { ...readLook(answer, read), ...oddPart(question, answer) };
    } catch (error) {
      return { ok: false, problem: localProblem(describeTransportError(error).kind) };
    }
  }

  return {
    async placeCall(request) {
      try {
        const answer = await ask(transport.placeFetch, {
          method: 'POST',
          url: callsUrl,
          body: JSON.stringify(request),
          timeoutMs: transport.placeTimeoutMs ?? 20_000,
        });
        return { ...readPlace(answer), ...oddPart('place', answer) };
      } catch (error) {
        const { kind, notSent } = describeTransportError(error);
        const problem = localProblem(kind);
        return notSent ? { kind: 'not_sent', problem } : { kind: 'ambiguous', problem, sid: null };
      }
    },
    getCall: (sid) =>
      look('details', `${callsUrl}/${sidSchema.parse(sid)}`, ({ callDetails }) =>
        parseCallDetails(callDetails),
      ),
    getLegs: (sid) =>
      look('legs', `${callsUrl}/${sidSchema.parse(sid)}/legs`, ({ legDetails }) =>
        parseLegDetails(legDetails),
      ),
    async probe() {
      const result = await look('details', `${callsUrl}/${impossibleSid}`, () => null);
      return !result.ok && result.problem.kind === 'call_not_found'
        ? { ok: true, value: null }
        : (result as LookResult<null>);
    },
  };
}

/** Only Exotel itself can say that it placed no call: a page of whoever stands between says nothing. */
function readPlace(answer: HttpAnswer): PlaceResult {
  const envelope = parseEnvelope(answer.body);
  const status = effectiveStatus(answer, envelope);
  const call = parseCallDetails(envelope?.callDetails);
  if (isSuccess(status)) {
    if (call) return { kind: 'accepted', call };
    return { kind: 'ambiguous', problem: withoutResult('place', answer, envelope), sid: null };
  }
  if (!isExotelsError(envelope))
    return {
      kind: 'ambiguous',
      problem: pageProblem('place', status, answer),
      sid: call?.sid ?? null,
    };
  const problem = refusal('place', status, answer, envelope);
  const inner = envelope.innerStatus;
  const sure = provesNotPlaced(status) && (inner === null || provesNotPlaced(inner));
  // An error that names a call contradicts itself: GET tells which half is true.
  if (sure && !call) return { kind: 'rejected', problem };
  return { kind: 'ambiguous', problem, sid: call?.sid ?? null };
}

function readLook<T>(answer: HttpAnswer, read: (envelope: Envelope) => T | null): LookResult<T> {
  const envelope = parseEnvelope(answer.body);
  const status = effectiveStatus(answer, envelope);
  if (isSuccess(status)) {
    const value = envelope ? read(envelope) : null;
    return value === null
      ? { ok: false, problem: withoutResult('look', answer, envelope) }
      : { ok: true, value };
  }
  const problem = isExotelsError(envelope)
    ? refusal('look', status, answer, envelope)
    : pageProblem('look', status, answer);
  return { ok: false, problem };
}

/** Exotel's documented envelope, and in it the word that something is wrong. */
function isExotelsError(envelope: Envelope | null): envelope is Envelope {
  return envelope?.saysError === true;
}

/**
 * A proxy's or a portal's page. No more of it is believed than how busy or broken its sender is, and
 * of one that a GET met that the key was not taken: only Exotel itself can say what of a call.
 */
function pageProblem(asked: Asked, status: number, answer: HttpAnswer): CallProblem {
  const heard = status === 429 || status >= 500 || (asked === 'look' && status === 401);
  return heard ? refusal(asked, status, answer, null) : unreadable(answer);
}

function refusal(
  asked: Asked,
  httpStatus: number,
  { retryAfterSeconds }: HttpAnswer,
  envelope: Envelope | null,
): CallProblem {
  return problemOf(asked, {
    httpStatus,
    code: envelope?.errorCode ?? null,
    description: envelope?.errorDescription ?? null,
    retryAfterSeconds,
  });
}

/** A success without what was asked for: Exotel's own error inside it, where there is one. */
function withoutResult(asked: Asked, answer: HttpAnswer, envelope: Envelope | null): CallProblem {
  return envelope?.errorCode != null
    ? refusal(asked, answer.status, answer, envelope)
    : unreadable(answer);
}

function oddPart(question: Oddity['question'], answer: HttpAnswer): { odd?: Oddity } {
  const oddity = oddityOf(question, answer);
  return oddity === null
    ? {}
    : { odd: { question, httpStatus: answer.status, oddity, body: answer.body } };
}

/** HTTP 200 can carry an error inside: the inner code wins when it is one. */
function effectiveStatus(answer: HttpAnswer, envelope: Envelope | null): number {
  const inner = envelope?.innerStatus ?? null;
  if (!isSuccess(answer.status) || inner === null) return answer.status;
  if (inner >= 400) return inner;
  // Neither 2xx nor an error: some other contract's number says nothing.
  return answer.status;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function unreadable(answer: HttpAnswer): CallProblem {
  return {
    ...localProblem('unreadable_answer'),
    httpStatus: answer.status,
    retryAfterSeconds: answer.retryAfterSeconds,
  };
}
