import type { CallProblem, RefusalKind } from '../../shared/domain/call.ts';

/**
 * Exotel's `error_data.code` → what it means for the agent. From the API's error tables; 10717 and
 * 10725 are known from the field only. A code can arrive under more than one HTTP status, so the
 * code decides and the status only helps where the code is absent or new.
 */
const kindOfCode: Readonly<Record<number, RefusalKind>> = {
  1001: 'bad_request',
  1002: 'bad_request',
  1010: 'auth_failed',
  1012: 'agent_unavailable',
  1017: 'wrong_account',
  1021: 'unsupported',
  1022: 'unsupported',
  3043: 'unsupported',
  3044: 'unsupported',
  3045: 'unsupported',
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

/** Codes by which a GET says that there is no such call; the POST uses some for "unsupported". */
const callNotFoundCodes: ReadonlySet<number> = new Set([1021, 1022, 3043, 3044, 3045, 10744]);

export interface ProviderAnswer {
  httpStatus: number;
  code: number | null;
  description: string | null;
  retryAfterSeconds: number | null;
}

/** Puts an error answer into Handset's words. `asked` matters because codes mean different things. */
export function problemOf(asked: 'place' | 'look', answer: ProviderAnswer): CallProblem {
  return { kind: kindOf(asked, answer), ...answer };
}

/** A problem without any word from Exotel. */
export function localProblem(kind: RefusalKind): CallProblem {
  return { kind, httpStatus: null, code: null, description: null, retryAfterSeconds: null };
}

/**
 * Whether an error answer to the POST proves that no call was placed. 4xx does; 5xx does not, and
 * neither does 408, which a proxy may send for a request that Exotel is already working on.
 */
export function provesNotPlaced(httpStatus: number): boolean {
  return httpStatus >= 400 && httpStatus < 500 && httpStatus !== 408;
}

function kindOf(asked: 'place' | 'look', { httpStatus, code }: ProviderAnswer): RefusalKind {
  if (httpStatus === 429) return 'rate_limited';
  if (code !== null) {
    if (asked === 'look' && callNotFoundCodes.has(code)) return 'call_not_found';
    const known = kindOfCode[code];
    if (known) return known;
  }
  return kindOfStatus(asked, httpStatus);
}

function kindOfStatus(asked: 'place' | 'look', httpStatus: number): RefusalKind {
  if (httpStatus === 401 || httpStatus === 403) return 'auth_failed';
  if (httpStatus === 404) return asked === 'look' ? 'call_not_found' : 'other_refusal';
  if (httpStatus === 400 || httpStatus === 422) return 'bad_request';
  if (httpStatus >= 500) return 'server_error';
  return httpStatus >= 400 ? 'other_refusal' : 'unreadable_answer';
}
