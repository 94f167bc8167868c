/**
 * What an agent can give as the result of a call. A call keeps a result's id, so the language, a
 * new name and a new order change what is shown, never what was recorded. Free of zod, so that the
 * renderer can use it.
 */
export interface CallResult {
  /** For a built-in result its word below; for the agent's own its first name. */
  id: string;
  /** Null for a built-in one, which is shown by its name in the agent's language. */
  name: string | null;
  /** Giving this result marks the number do-not-call. */
  marksDoNotCall: boolean;
}

export const builtInResults = [
  'interested',
  'call_later',
  'no_answer',
  'wrong_number',
  'not_interested',
  'do_not_call',
] as const;
export type BuiltInResult = (typeof builtInResults)[number];

export function isBuiltInResult(id: string): id is BuiltInResult {
  return (builtInResults as readonly string[]).includes(id);
}

/** Offered until the agent makes a list of their own. */
export const defaultResults: readonly CallResult[] = builtInResults.map((id) => ({
  id,
  name: null,
  marksDoNotCall: id === 'do_not_call',
}));

/**
 * Whether giving a result marks the number: by the agent's list, otherwise by Handset's default.
 */
export function marksDoNotCall(id: string, own: readonly CallResult[]): boolean {
  const known = [...own, ...defaultResults].find((result) => result.id === id);
  return known?.marksDoNotCall ?? false;
}

/** One for each digit key. */
export const mostResults = 9;
export const longestResult = 40;
