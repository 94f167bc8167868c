import type { Account } from '../../shared/domain/account.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallProblem } from '../../shared/domain/call.ts';

/** Why a connection test failed, in the terms of the form. */
export function probeFailure(
  problem: CallProblem,
  address: Pick<Account, 'region' | 'baseUrl'>,
): AppFailure {
  const params = {
    host: new URL(address.baseUrl).host,
    code: problem.code ?? problem.httpStatus ?? '',
  };
  switch (problem.kind) {
    case 'auth_failed':
      return new AppFailure('wrong_credentials', params);
    case 'wrong_account':
      return new AppFailure('wrong_account_sid', params);
    case 'rate_limited':
      return new AppFailure('provider_rate_limited', {
        ...params,
        seconds: problem.retryAfterSeconds ?? 60,
      });
    case 'unreachable':
    case 'name_not_resolved':
    case 'tls_failed':
    case 'timed_out':
    case 'connection_lost':
      return new AppFailure('provider_unreachable', params);
    case 'unreadable_answer':
    case 'server_error':
      return new AppFailure('provider_unclear', params);
    default:
      return new AppFailure('provider_refused', {
        ...params,
        description: problem.description ?? '',
      });
  }
}
