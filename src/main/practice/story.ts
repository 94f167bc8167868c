/** What a practice call can turn out to be; docs/practice.md tells each one's story. */
export const storyNames = [
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
export type StoryName = (typeof storyNames)[number];

/**
 * The story that a number's last four digits choose: 0001 the second, 0002 the third, and so on;
 * every other ending is a completed call. Takes a number in any notation.
 */
export function storyOf(number: string): StoryName {
  const ending = number.replace(/\D/g, '').slice(-4);
  return ending.length === 4 ? (storyNames[Number(ending)] ?? 'completed') : 'completed';
}
