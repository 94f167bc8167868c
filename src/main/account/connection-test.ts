import type { Account, Region } from '../../shared/domain/account.ts';
import { regionBaseUrls } from '../../shared/domain/api-address.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallProblem } from '../../shared/domain/call.ts';
import type { QueryResult } from '../exotel/provider-call.ts';

type Address = Pick<Account, 'region' | 'baseUrl'>;

/**
 * Verifies key, token, sid and region by asking for a call that cannot exist, which rings nobody.
 * `probe` sends that request to a base URL. Throws an AppFailure that names what is wrong.
 */
export async function testConnection(
  address: Address,
  probe: (baseUrl: string) => Promise<QueryResult<null>>,
): Promise<void> {
  const result = await probe(address.baseUrl);
  if (result.ok) return;
  // A wrong region gives the same response as a wrong key; only the other region can tell them
  // apart.
  const other = result.problem.kind === 'auth_failed' ? otherRegion(address.region) : null;
  if (other && (await probe(regionBaseUrls[other])).ok)
    throw new AppFailure(`wrong_region_${other}`);
  throw failureOf(result.problem, address);
}

function otherRegion(region: Region): 'singapore' | 'mumbai' | null {
  if (region === 'custom') return null;
  return region === 'mumbai' ? 'singapore' : 'mumbai';
}

function failureOf(problem: CallProblem, address: Address): AppFailure {
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
    case 'proxy_refused':
      return new AppFailure('proxy_refused', params);
    case 'server_error':
      return new AppFailure('provider_trouble', params);
    case 'unreadable_answer':
      return new AppFailure('provider_unclear', params);
    default:
      return new AppFailure('provider_refused', {
        ...params,
        description: problem.description ?? '',
      });
  }
}
