/**
 * How a practice call can go, in the order of the endings that choose it: a number ending in 0001
 * plays the second, 0002 the third, and so on; docs/practice.md describes each.
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

/** How a practice customer's call can go; docs/practice.md describes each. */
export const arrivalStories = [
  'called_answered',
  'called_missed',
  'called_elsewhere',
  'called_left',
  'called_voicemail',
] as const;
export type ArrivalStory = (typeof arrivalStories)[number];

/** Returns who calls in a story: nobody has the number, see below. */
export function practiceCaller(story: ArrivalStory): string {
  return `+447700900${900 + arrivalStories.indexOf(story)}`;
}

/**
 * Returns the number that plays a story. Ofcom reserves +44 7700 900000 to 900999 for drama: no
 * person can have one of them.
 * https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 */
export function practiceNumber(story: PracticeStory): string {
  return `+447700900${String(practiceStories.indexOf(story)).padStart(3, '0')}`;
}

/** Whether only the practice account calls a number (E.164). */
export function isPracticeNumber(e164: string): boolean {
  return /^\+447700900\d{3}$/.test(e164);
}
