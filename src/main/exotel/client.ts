import type { Account } from '../../shared/domain/account.ts';
import type { CallProblem, Leg } from '../../shared/domain/call.ts';
import { type Asked, localProblem, problemOf, provesNotPlaced } from './errors.ts';
import { exchange, type Fetch, type HttpAnswer } from './http.ts';
import { oddityOf } from './oddity.ts';
import type { PlaceRequest } from './place-request.ts';
import type { LookResult, Oddity, PlaceResult, ProviderCall } from './provider-call.ts';
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

  async function look<T>(
    question: 'details' | 'legs',
    url: string,
    read: (envelope: Envelope) => T | null,
  ): Promise<LookResult<T>> {
    try {
      const answer = await exchange(transport.fetch, {
        method: 'GET',
        url,
        authorization,
        timeoutMs: transport.lookTimeoutMs ?? 10_000,
        now: transport.now(),
      });
      return { ...readLook(answer, read), ...oddPart(question, answer) };
    } catch (error) {
      return { ok: false, problem: localProblem(describeTransportError(error).kind) };
    }
  }

  return {
    async placeCall(request) {
      try {
        const answer = await exchange(transport.placeFetch, {
          method: 'POST',
          url: callsUrl,
          authorization,
          body: JSON.stringify(request),
          timeoutMs: transport.placeTimeoutMs ?? 20_000,
          now: transport.now(),
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

function readPlace(answer: HttpAnswer): PlaceResult {
  const envelope = parseEnvelope(answer.body);
  const status = effectiveStatus(answer, envelope);
  const call = parseCallDetails(envelope?.callDetails);
  if (isSuccess(status)) {
    if (call) return { kind: 'accepted', call };
    return { kind: 'ambiguous', problem: withoutResult('place', answer, envelope), sid: null };
  }
  const problem = refusal('place', status, answer, envelope);
  // An error that names a call contradicts itself: GET tells which half is true.
  if (provesNotPlaced(status) && !call) return { kind: 'rejected', problem };
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
  // A proxy's or a portal's page: only Exotel itself can say that it knows no such call.
  const foreign = envelope === null && (status === 403 || status === 404);
  const problem = foreign ? unreadable(answer) : refusal('look', status, answer, envelope);
  return { ok: false, problem };
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
