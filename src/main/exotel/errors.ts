import type { CallProblem, RefusalKind } from '../../shared/domain/call.ts';

/** A code can mean different things for the POST and for a GET. */
export type Asked = 'place' | 'query';

/** What a code means for both, or for each. */
type Meaning = RefusalKind | Record<Asked, RefusalKind>;

/** From GETs it means there is no such call; from the POST, that it cannot place such a call. */
const noSuchCall = { place: 'unsupported', query: 'call_not_found' } as const;

/**
 * Exotel's `error_data.code` → what it means for the agent. From the API's error tables; 10717 and
 * 10725 are known from the field only. A code can arrive with more than one HTTP status, so the
 * code decides; the status counts if the code is absent or new. docs/errors.md is generated from
 * this.
 */
export const meaningOfCode: Readonly<Record<number, Meaning>> = {
  1001: 'bad_request',
  1002: 'bad_request',
  1010: 'auth_failed',
  1012: 'agent_unavailable',
  1017: 'wrong_account',
  1021: noSuchCall,
  1022: noSuchCall,
  1100: 'server_error',
  1101: 'server_error',
  1200: 'server_error',
  1203: 'server_error',
  1300: 'server_error',
  1500: 'server_error',
  1600: 'server_error',
  1601: 'server_error',
  1800: 'server_error',
  3040: 'server_error',
  3042: 'server_error',
  3043: noSuchCall,
  3044: noSuchCall,
  3045: noSuchCall,
  3046: 'server_error',
  3075: 'server_error',
  3080: 'server_error',
  4060: 'server_error',
  10702: 'no_device',
  10703: 'agent_unavailable',
  10705: 'agent_unverified',
  10706: 'agent_busy',
  10712: 'voip_not_allowed',
  10715: 'legs_unavailable',
  10716: 'virtual_number_not_found',
  10717: 'blocked_dnd',
  10724: 'rate_limited',
  10725: 'agent_stuck',
  10731: 'user_not_found',
  10743: 'legs_unavailable',
  10744: 'call_not_found',
  10806: 'no_device',
};

/** What an HTTP status means without a known code; the first match counts. */
const meaningOfStatus: readonly { from: number; to: number; meaning: Meaning }[] = [
  { from: 400, to: 400, meaning: 'bad_request' },
  { from: 401, to: 401, meaning: 'auth_failed' },
  { from: 403, to: 403, meaning: 'auth_failed' },
  { from: 404, to: 404, meaning: { place: 'other_refusal', query: 'call_not_found' } },
  { from: 422, to: 422, meaning: 'bad_request' },
  { from: 400, to: 499, meaning: 'other_refusal' },
  { from: 500, to: Number.POSITIVE_INFINITY, meaning: 'server_error' },
];

export interface ErrorResponse {
  httpStatus: number;
  code: number | null;
  description: string | null;
  retryAfterSeconds: number | null;
}

/** Translates an error response into Handset's terms. */
export function problemOf(asked: Asked, response: ErrorResponse): CallProblem {
  return { kind: kindOf(asked, response), ...response };
}

/** Returns a problem about which Exotel said nothing. */
export function localProblem(kind: RefusalKind): CallProblem {
  return { kind, httpStatus: null, code: null, description: null, retryAfterSeconds: null };
}

/**
 * Whether Exotel's own error response to the POST, with this status, proves that no call was
 * placed. 4xx does; 5xx does not, and neither does 408: Exotel may already be working on the
 * request.
 */
export function provesNotPlaced(httpStatus: number): boolean {
  return httpStatus >= 400 && httpStatus < 500 && httpStatus !== 408;
}

function kindOf(asked: Asked, { httpStatus, code }: ErrorResponse): RefusalKind {
  if (httpStatus === 429) return 'rate_limited';
  const meaning =
    (code === null ? undefined : meaningOfCode[code]) ??
    meaningOfStatus.find(({ from, to }) => httpStatus >= from && httpStatus <= to)?.meaning ??
    'unreadable_answer';
  return typeof meaning === 'string' ? meaning : meaning[asked];
}
