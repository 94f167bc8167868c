import {
  type CallDirection,
  type CallOutcome,
  type Leg,
  legStatuses,
} from '../../shared/domain/call.ts';

/** Whose phones Exotel calls `from` and `to`: it connects the one at `from` first. */
export const sides: Record<CallDirection, Record<'from' | 'to', Leg['side']>> = {
  outbound: { from: 'agent', to: 'customer' },
  inbound: { from: 'customer', to: 'agent' },
};

/** Words of a call's `status`, from the API documentation and from the field. */
const outcomes: Record<CallDirection, ReadonlyMap<string, CallOutcome>> = {
  outbound: byWord(wordsOf(sides.outbound)),
  // A customer who calls has answered nothing: both words say that no agent did.
  inbound: byWord({ ...wordsOf(sides.inbound), from_leg_unanswered: 'agent_unanswered' }),
};
const legWords = byWord(Object.fromEntries(legStatuses.map((status) => [status, status])));

/** Returns null if Exotel says nothing; `other` for a word that this version does not know. */
export function outcomeOf(status: string | null, direction: CallDirection): CallOutcome | null {
  if (saysNothing(status)) return null;
  return outcomes[direction].get(wordOf(status)) ?? 'other';
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

/** Reduces the spellings of a word to one: `In_Progress`, `NO ANSWER`, `from-leg-canceled`. */
function wordOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replaceAll('cancelled', 'canceled');
}

function wordsOf({ from, to }: (typeof sides)[CallDirection]): Record<string, CallOutcome> {
  return {
    completed: 'completed',
    from_leg_unanswered: `${from}_unanswered`,
    to_leg_unanswered: `${to}_unanswered`,
    from_leg_cancelled: `${from}_cancelled`,
    to_leg_cancelled: `${to}_cancelled`,
    from_leg_no_dial: `${from}_not_dialled`,
    to_leg_no_dial: `${to}_not_dialled`,
  };
}

/** A map, not an object: a response may well say `constructor`. */
function byWord<T>(words: Readonly<Record<string, T>>): ReadonlyMap<string, T> {
  return new Map(Object.entries(words).map(([word, meaning]) => [wordOf(word), meaning]));
}
