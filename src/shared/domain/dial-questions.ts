/**
 * Refusals of the dial gate that are questions: the agent may insist. One list for the gate, the
 * contract and every place that asks; free of zod, so that the renderer can use it.
 */
export const dialQuestions = ['live_call', 'unknown_call', 'do_not_call'] as const;
export type DialConfirmation = (typeof dialQuestions)[number];

/** Whether a refusal is one that the agent may overrule. */
export function isDialQuestion(code: string): code is DialConfirmation {
  return (dialQuestions as readonly string[]).includes(code);
}
