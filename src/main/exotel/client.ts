import type { Account } from '../../shared/domain/account.ts';
import type { CallDirection, Leg } from '../../shared/domain/call.ts';
import { basicAuth } from '../base/basic-auth.ts';
import { localProblem } from './errors.ts';
import { exchange, type Fetch, type HttpRequest, type HttpResponse, isSecure } from './http.ts';
import type { PlaceRequest } from './place-request.ts';
import type { PlaceResult, ProviderCall, QueryResult } from './provider-call.ts';
import type { ProviderTime } from './provider-time.ts';
import { readPlace, readQuery } from './read-response.ts';
import type { RequestBudget } from './request-budget.ts';
import {
  type Envelope,
  parseCallDetails,
  parseEnvelope,
  parseLegDetails,
  sidSchema,
} from './schemas.ts';
import { describeTransportError } from './transport-error.ts';

export interface ExotelCredentials {
  baseUrl: string;
  accountSid: string;
  apiKey: string;
  apiToken: string;
}

export interface ExotelTransport {
  /** Sends GETs. */
  fetch: Fetch;
  /** Sends the POST that places a call: must never resend on its own. */
  placeFetch: Fetch;
  now: () => number;
  /** Reads a clock that never jumps. Absent if `now` never does. */
  steady?: () => number;
  /** Learns the time from Exotel's own responses over TLS. */
  time?: ProviderTime;
  placeTimeoutMs?: number;
  queryTimeoutMs?: number;
}

export interface ExotelClient {
  /** Sends the POST, once. Never throws, never repeats. */
  placeCall(request: PlaceRequest): Promise<PlaceResult>;
  /** @param direction which way the call goes, which says how to read the response. */
  getCall(sid: string, direction: CallDirection): Promise<QueryResult<ProviderCall>>;
  getLegs(sid: string, direction: CallDirection): Promise<QueryResult<Leg[]>>;
  /** Asks for a call that cannot exist; `ok` if key, token, sid and region belong together. */
  probe(): Promise<QueryResult<null>>;
}

/** How to poll one call: its account's client, and how fast that account's time runs. */
export interface CallConnection {
  client: ExotelClient;
  /** 1 for real accounts; less where practice time runs faster. */
  timeScale: number;
  /** Consulted before each poll. Absent where nothing is counted: the practice account. */
  budget?: RequestBudget | undefined;
}

/** The account that calls now. */
export interface DialConnection extends CallConnection {
  account: Account;
  practice: boolean;
}

/** Well formed but never issued: tests an account without touching a call. */
const impossibleSid = '0'.repeat(32);

/** Creates the client of one account. It keeps no state between requests. */
export function createExotelClient(
  access: ExotelCredentials,
  transport: ExotelTransport,
): ExotelClient {
  const callsUrl = `${access.baseUrl}/v3/accounts/${encodeURIComponent(access.accountSid)}/calls`;
  const callUrl = (sid: string): string => `${callsUrl}/${sidSchema.parse(sid)}`;
  const ask = askAs(access, transport);

  async function query<T>(
    question: 'details' | 'legs',
    url: string,
    read: (envelope: Envelope) => T | null,
  ): Promise<QueryResult<T>> {
    try {
      const timeoutMs = transport.queryTimeoutMs ?? 10_000;
      return readQuery(
        question,
        await ask(transport.fetch, { method: 'GET', url, timeoutMs }),
        read,
      );
    } catch (error) {
      return { ok: false, problem: localProblem(describeTransportError(error).kind) };
    }
  }

  return {
    async placeCall(request) {
      try {
        const response = await ask(transport.placeFetch, {
          method: 'POST',
          url: callsUrl,
          body: JSON.stringify(request),
          timeoutMs: transport.placeTimeoutMs ?? 20_000,
        });
        return readPlace(response);
      } catch (error) {
        const { kind, notSent } = describeTransportError(error);
        const problem = localProblem(kind);
        return notSent ? { kind: 'not_sent', problem } : { kind: 'ambiguous', problem, sid: null };
      }
    },
    getCall: (sid, direction) =>
      query('details', callUrl(sid), ({ callDetails }) => parseCallDetails(callDetails, direction)),
    getLegs: (sid, direction) =>
      query('legs', `${callUrl(sid)}/legs`, ({ legDetails }) =>
        parseLegDetails(legDetails, direction),
      ),
    async probe() {
      const result = await query('details', callUrl(impossibleSid), () => null);
      return !result.ok && result.problem.kind === 'call_not_found'
        ? { ok: true, value: null }
        : (result as QueryResult<null>);
    },
  };
}

type Ask = (
  fetch: Fetch,
  request: Pick<HttpRequest, 'method' | 'url' | 'body' | 'timeoutMs'>,
) => Promise<HttpResponse>;

/** Sends requests with the account's key, and learns the time from the responses. */
function askAs({ apiKey, apiToken }: ExotelCredentials, transport: ExotelTransport): Ask {
  const authorization = basicAuth({ apiKey, apiToken });
  const steady = transport.steady ?? transport.now;
  return async (fetch, request) => {
    const now = transport.now();
    const response = await exchange(fetch, { ...request, authorization, now, steady });
    // Without TLS, or in a page that is not Exotel's, the time cannot be trusted.
    if (isSecure(request.url) && parseEnvelope(response.body) !== null)
      transport.time?.learn(response.dated);
    return response;
  };
}
