/**
 * Refusals of the dial gate that are questions: the agent may insist. One list for the gate, the
 * contract and every place that asks; free of zod, so that the renderer can use it.
 */
export const dialQuestions = ['offline', 'live_call', 'unknown_call', 'colleague_calls'] as const;
export type DialConfirmation = (typeof dialQuestions)[number];

/** Whether the agent may overrule a refusal. */
export function isDialQuestion(code: string): code is DialConfirmation {
  return (dialQuestions as readonly string[]).includes(code);
}

/**
 * Refusals that the agent may overrule only with a written reason, which is kept with the call.
 * `perhaps`: the country has several time zones, and we can't tell which one the phone is in.
 */
export const reasonQuestions = ['do_not_call', 'outside_hours', 'perhaps_outside_hours'] as const;
export type ReasonQuestion = (typeof reasonQuestions)[number];

/** Whether a refusal can be overruled with a reason. */
export function asksForReason(code: string): code is ReasonQuestion {
  return (reasonQuestions as readonly string[]).includes(code);
}

/**
 * Nobody reads a question and answers it this fast: it is the previous key press, doubled, or one
 * that was meant for something else.
 */
export const readingTimeMs = 700;

/** Longest reason, in characters. */
export const longestReason = 200;
