import type { CallProblem } from '../../shared/domain/call.ts';
import { type Asked, localProblem, problemOf, provesNotPlaced } from './errors.ts';
import type { HttpResponse } from './http.ts';
import type { PlaceResult, QueryResult, UnexpectedAnswer } from './provider-call.ts';
import { type Envelope, parseCallDetails, parseEnvelope } from './schemas.ts';
import { oddityOf } from './unexpected-parts.ts';

/** Interprets the response to the POST that places a call. */
export function readPlace(response: HttpResponse): PlaceResult {
  return { ...placed(response), ...oddPart('place', response) };
}

/**
 * Interprets the response to a GET; `read` extracts what was asked for from its envelope, if it is
 * there.
 */
export function readQuery<T>(
  question: 'details' | 'legs',
  response: HttpResponse,
  read: (envelope: Envelope) => T | null,
): QueryResult<T> {
  return { ...seen(response, read), ...oddPart(question, response) };
}

/**
 * Only Exotel itself can say that it placed no call: a page from something in between proves
 * nothing.
 */
function placed(response: HttpResponse): PlaceResult {
  const envelope = parseEnvelope(response.body);
  const status = effectiveStatus(response, envelope);
  const call = parseCallDetails(envelope?.callDetails, 'outbound');
  if (isSuccess(status)) {
    if (call) return { kind: 'accepted', call };
    return { kind: 'ambiguous', problem: withoutResult('place', response, envelope), sid: null };
  }
  if (!isExotelsError(envelope))
    return {
      kind: 'ambiguous',
      problem: pageProblem('place', status, response),
      sid: call?.sid ?? null,
    };
  const problem = refusal('place', status, response, envelope);
  const inner = envelope.innerStatus;
  const sure = provesNotPlaced(status) && (inner === null || provesNotPlaced(inner));
  // An error that names a call contradicts itself: GET tells which half is true.
  if (sure && !call) return { kind: 'rejected', problem };
  return { kind: 'ambiguous', problem, sid: call?.sid ?? null };
}

function seen<T>(response: HttpResponse, read: (envelope: Envelope) => T | null): QueryResult<T> {
  const envelope = parseEnvelope(response.body);
  const status = effectiveStatus(response, envelope);
  if (isSuccess(status)) {
    const value = envelope ? read(envelope) : null;
    return value === null
      ? { ok: false, problem: withoutResult('query', response, envelope) }
      : { ok: true, value };
  }
  const problem = isExotelsError(envelope)
    ? refusal('query', status, response, envelope)
    : pageProblem('query', status, response);
  return { ok: false, problem };
}

/** Whether it is Exotel's documented envelope and says that something is wrong. */
function isExotelsError(envelope: Envelope | null): envelope is Envelope {
  return envelope?.saysError === true;
}

/**
 * Interprets a proxy's or a portal's page. We trust it only to say how busy or broken its sender
 * is, and, for a GET, that the key was not accepted: only Exotel itself can say anything about a
 * call.
 */
function pageProblem(asked: Asked, status: number, response: HttpResponse): CallProblem {
  const heard = status === 429 || status >= 500 || (asked === 'query' && status === 401);
  return heard ? refusal(asked, status, response, null) : unreadable(response);
}

function refusal(
  asked: Asked,
  httpStatus: number,
  { retryAfterSeconds }: HttpResponse,
  envelope: Envelope | null,
): CallProblem {
  return problemOf(asked, {
    httpStatus,
    code: envelope?.errorCode ?? null,
    description: envelope?.errorDescription ?? null,
    retryAfterSeconds,
  });
}

/**
 * Interprets a success that lacks what was asked for: as Exotel's own error inside it, if there is
 * one.
 */
function withoutResult(
  asked: Asked,
  response: HttpResponse,
  envelope: Envelope | null,
): CallProblem {
  return envelope?.errorCode != null
    ? refusal(asked, response.status, response, envelope)
    : unreadable(response);
}

function oddPart(
  question: UnexpectedAnswer['question'],
  response: HttpResponse,
): { odd?: UnexpectedAnswer } {
  const oddity = oddityOf(question, response);
  return oddity === null
    ? {}
    : { odd: { question, httpStatus: response.status, oddity, body: response.body } };
}

/** HTTP 200 can carry an error inside: the inner code counts if it is an error. */
function effectiveStatus(response: HttpResponse, envelope: Envelope | null): number {
  const inner = envelope?.innerStatus ?? null;
  if (!isSuccess(response.status) || inner === null) return response.status;
  if (inner >= 400) return inner;
  // Neither 2xx nor an error: a number from some other API means nothing.
  return response.status;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

function unreadable(response: HttpResponse): CallProblem {
  return {
    ...localProblem('unreadable_answer'),
    httpStatus: response.status,
    retryAfterSeconds: response.retryAfterSeconds,
  };
}
