import { type CallOutcome, type Leg, legStatuses } from '../../shared/domain/call.ts';

/** Words of a call's `status`, from the API documentation and from the field. */
const outcomes = byWord<CallOutcome>({
  completed: 'completed',
  from_leg_unanswered: 'agent_unanswered',
  to_leg_unanswered: 'customer_unanswered',
  from_leg_cancelled: 'agent_cancelled',
  to_leg_cancelled: 'customer_cancelled',
  from_leg_no_dial: 'agent_not_dialled',
  to_leg_no_dial: 'customer_not_dialled',
});
const legWords = byWord(Object.fromEntries(legStatuses.map((status) => [status, status])));

/** Null where Exotel says nothing; `other` for a word that this version does not know. */
export function outcomeOf(status: string | null): CallOutcome | null {
  if (saysNothing(status)) return null;
  return outcomes.get(wordOf(status)) ?? 'other';
}

export function legStatusOf(status: string | null): Leg['status'] {
  if (saysNothing(status)) return null;
  return legWords.get(wordOf(status)) ?? 'other';
}

/** Whether a call is over, and processed. */
export function isTerminalState(state: string | null): boolean {
  return state !== null && wordOf(state) === 'terminal';
}

function saysNothing(text: string | null): text is null {
  return text === null || ['', 'null', 'none', 'na'].includes(wordOf(text));
}

/** One word however it is spelt: `In_Progress`, `NO ANSWER`, `from-leg-canceled`. */
function wordOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('cancelled', 'canceled');
}

/** A map, not an object: an answer may well say `constructor`. */
function byWord<T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(words).map(([word, meaning]) => [wordOf(word), meaning]));
}
