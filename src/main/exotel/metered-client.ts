import type { CallProblem } from '../../shared/domain/call.ts';
import type { AccountRequests } from './account-requests.ts';
import type { ExotelClient } from './client.ts';
import type { RequestBudget } from './request-budget.ts';

/**
 * Returns the same client, reporting every request and every "too many" response to the budget.
 * Nothing is held back here: code that plans a poll asks the budget first, and unplanned polls
 * still count. `requests`: what the floor is told of them.
 */
export function meteredClient(
  client: ExotelClient,
  budget: RequestBudget,
  now: () => number,
  requests?: Pick<AccountRequests, 'sent' | 'refused'>,
): ExotelClient {
  async function counted<R>(
    kind: 'place' | 'query',
    request: () => Promise<R>,
    problemIn: (result: R) => CallProblem | null,
  ): Promise<R> {
    budget.sent(kind, now());
    requests?.sent(kind);
    const result = await request();
    const problem = problemIn(result);
    if (problem?.kind === 'rate_limited') {
      budget.refused(now(), problem.retryAfterSeconds);
      requests?.refused();
    }
    // No response at all says nothing about the limit.
    else if (problem === null || problem.httpStatus !== null) budget.accepted(now());
    return result;
  }
  return {
    ...client,
    placeCall: (request) =>
      counted(
        'place',
        () => client.placeCall(request),
        (result) => (result.kind === 'accepted' ? null : result.problem),
      ),
    getCall: (sid, direction) =>
      counted('query', () => client.getCall(sid, direction), problemOfQuery),
    getLegs: (sid, direction) =>
      counted('query', () => client.getLegs(sid, direction), problemOfQuery),
    probe: () => counted('query', () => client.probe(), problemOfQuery),
  };
}

function problemOfQuery(result: { ok: true } | { ok: false; problem: CallProblem }) {
  return result.ok ? null : result.problem;
}
