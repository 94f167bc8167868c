import { sameText } from '../../main/base/same-text.ts';
import type { AgentKeyring } from '../agent-keyring.ts';

/**
 * Returns the agent to whose path a request came; null if the path is nobody's. Takes as long for an
 * agent who does not exist, so that nobody learns who does.
 *
 * @param decoy a path of the same length as an agent's that no request can have.
 */
export function agentOfPath(path: string, keyring: AgentKeyring, decoy: string): string | null {
  const [, agent = ''] = /^\/a\/([^/]{1,32})\//.exec(path) ?? [];
  const expected = keyring.callbackPath(agent);
  const isSame = sameText(path, expected ?? decoy);
  return isSame && expected !== null ? agent : null;
}
