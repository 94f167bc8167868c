/** More agents than this cannot share an account: it places at most 200 calls a minute. */
export const mostAgents = 2_000;

/**
 * Parses the number of agents sharing the account, as typed.
 *
 * @returns null if not known; undefined if it is not such a number
 */
export function agentsOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const agents = Number(text);
  return Number.isInteger(agents) && agents >= 1 && agents <= mostAgents ? agents : undefined;
}
