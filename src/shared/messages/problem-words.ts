import type { CallProblem, RefusalKind } from '../domain/call.ts';

/** Kinds whose next step is the same if a poll failed: there is something to fix. */
const mendable = [
  'auth_failed',
  'wrong_account',
  'call_not_found',
  'legs_unavailable',
  'proxy_refused',
] as const;

/** Exotel's words may be anything; anything longer than this is not a sentence. */
const longestDescription = 300;

type Said = 'both' | 'code' | 'words' | 'status';

/**
 * Returns what to say about a problem, as keys and values of the messages: what happened, what
 * Exotel itself said (null if nothing), and the next step. `asked`: whether while placing the call
 * or while polling it.
 */
export function problemKeys(asked: 'place' | 'query', problem: CallProblem) {
  const { kind, httpStatus, code, retryAfterSeconds } = problem;
  const description = problem.description?.trim().slice(0, longestDescription) ?? '';
  const said = saidOf(description, code, httpStatus);
  return {
    message: `refusals.kinds.${kind}.message`,
    said: said && (`refusals.said.${said}` as const),
    hint:
      asked === 'place' || isMendable(kind)
        ? (`refusals.kinds.${kind}.hint` as const)
        : 'refusals.asksAgain',
    params: {
      code: code ?? '',
      description,
      status: httpStatus ?? '',
      retryAfterSeconds: Math.ceil(retryAfterSeconds ?? 60),
    },
  } as const;
}

function isMendable(kind: RefusalKind): boolean {
  return (mendable as readonly RefusalKind[]).includes(kind);
}

function saidOf(description: string, code: number | null, status: number | null): Said | null {
  if (code !== null) return description === '' ? 'code' : 'both';
  if (description !== '') return 'words';
  return status === null ? null : 'status';
}
