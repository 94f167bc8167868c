/**
 * What a practice call can turn out to be, in the order of the endings that choose them: a number
 * that ends in 0001 plays the second, 0002 the third, and so on; docs/practice.md tells each.
 */
export const practiceStories = [
  'completed',
  'agent_unanswered',
  'customer_unanswered',
  'agent_cancelled',
  'not_dialled',
  'busy',
  'blocked',
  'rate_limited',
  'server_error',
  'recording_late',
  'legs_unavailable',
] as const;
export type PracticeStory = (typeof practiceStories)[number];
