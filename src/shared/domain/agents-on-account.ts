/** More agents than this share no account: it places 200 calls a minute at most. */
export const mostAgents = 2_000;

/**
 * How many agents share the account, as typed.
 *
 * @returns null: not known; undefined: this is no such number
 */
export function agentsOf(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const agents = Number(text);
  return Number.isInteger(agents) && agents >= 1 && agents <= mostAgents ? agents : undefined;
}
