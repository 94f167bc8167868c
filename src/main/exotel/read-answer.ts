import type { CallProblem } from '../../shared/domain/call.ts';
import { type Asked, localProblem, problemOf, provesNotPlaced } from './errors.ts';
import type { HttpAnswer } from './http.ts';
import type { PlaceResult, QueryResult, UnexpectedAnswer } from './provider-call.ts';
import { type Envelope, parseCallDetails, parseEnvelope } from './schemas.ts';
import { oddityOf } from './unexpected-parts.ts';

/** What the answer to the POST that places a call means. */
export function readPlace(answer: HttpAnswer): PlaceResult {
  return { ...placed(answer), ...oddPart('place', answer) };
}

/** What the answer to a GET means; `read` takes from its envelope what was asked for, if it is there. */
export function readQuery<T>(
  question: 'details' | 'legs',
  answer: HttpAnswer,
  read: (envelope: Envelope) => T | null,
): QueryResult<T> {
  return { ...seen(answer, read), ...oddPart(question, answer) };
}

/** Only Exotel itself can say that it placed no call: a page of whoever stands between says nothing. */
function placed(answer: HttpAnswer): PlaceResult {
  const envelope = parseEnvelope(answer.body);
  const status = effectiveStatus(answer, envelope);
  const call = parseCallDetails(envelope?.callDetails, 'outbound');
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

function seen<T>(answer: HttpAnswer, read: (envelope: Envelope) => T | null): QueryResult<T> {
  const envelope = parseEnvelope(answer.body);
  const status = effectiveStatus(answer, envelope);
  if (isSuccess(status)) {
    const value = envelope ? read(envelope) : null;
    return value === null
      ? { ok: false, problem: withoutResult('query', answer, envelope) }
      : { ok: true, value };
  }
  const problem = isExotelsError(envelope)
    ? refusal('query', status, answer, envelope)
    : pageProblem('query', status, answer);
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
  const heard = status === 429 || status >= 500 || (asked === 'query' && status === 401);
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

function oddPart(
  question: UnexpectedAnswer['question'],
  answer: HttpAnswer,
): { odd?: UnexpectedAnswer } {
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
