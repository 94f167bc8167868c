import type { RefusalKind } from '../../src/shared/domain/call.ts';
import type { DocumentedError } from './exotel-answers.ts';

export const keyOf = ({ endpoint, status, code }: DocumentedError) =>
  `${endpoint} ${status} ${code}`;

/** What each row of the table means; rows that are not listed are a failure of Exotel's own. */
export const documentedKinds: Record<string, RefusalKind> = {
  'POST calls 401 1010': 'auth_failed',
  'POST calls 404 10731': 'user_not_found',
  'POST calls 409 1012': 'agent_unavailable',
  'POST calls 409 10705': 'agent_unverified',
  'POST calls 409 10706': 'agent_busy',
  'POST calls 404 10806': 'no_device',
  'POST calls 404 1017': 'wrong_account',
  'POST calls 404 10702': 'no_device',
  'POST calls 404 1021': 'unsupported',
  'POST calls 404 1022': 'unsupported',
  'POST calls 400 1001': 'bad_request',
  'POST calls 400 1002': 'bad_request',
  'POST calls 404 10703': 'agent_unavailable',
  'POST calls 405 10712': 'voip_not_allowed',
  'POST calls 404 3043': 'unsupported',
  'POST calls 404 3044': 'unsupported',
  'POST calls 404 3045': 'unsupported',
  'POST calls 404 10716': 'virtual_number_not_found',
  'POST calls 404 10706': 'agent_busy',
  'GET legs 500 10743': 'legs_unavailable',
  'GET legs 500 10715': 'legs_unavailable',
  'GET legs 429 10724': 'rate_limited',
  'GET legs 404 10744': 'call_not_found',
  'GET legs 404 1017': 'wrong_account',
  'GET legs 401 1010': 'auth_failed',
};

export function documentedKindOf(row: DocumentedError): RefusalKind {
  return documentedKinds[keyOf(row)] ?? 'server_error';
}
