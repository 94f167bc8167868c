/**
 * Why Handset does not dial a text as a number. Each is also an error code, with a sentence of its
 * own; free of zod, so that the renderer can use it.
 */
export const numberProblems = [
  'number_empty',
  /** The digits so far may become a number: typing is not finished. */
  'number_incomplete',
  /** More digits than a number of this country has. */
  'number_too_long',
  /** There is text but no number in it. */
  'number_none',
  /** Several numbers: the agent chooses, see `candidates`. */
  'number_several',
  /** The text can be read in two ways; Handset does not guess. */
  'number_ambiguous',
  /** Digits of the right shape that are not a number of that country. */
  'number_invalid',
  'number_emergency',
  'number_short_code',
  /** `*` and `#` run commands on a phone. */
  'number_service_code',
  /** Letters for digits, as in 1800-FLOWERS. */
  'number_letters',
  /** A spreadsheet wrote it as `9.87654E+09`: the last digits are gone. */
  'number_rounded',
  'number_own_phone',
  'number_exophone',
  /** A number of the practice account, on a real one. */
  'number_practice',
] as const;
export type NumberProblem = (typeof numberProblems)[number];
