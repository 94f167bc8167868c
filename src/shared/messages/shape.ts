import type { Leg } from '../domain/call.ts';

/** What happened and what was kept; then the next step. */
export interface MessageWithHint {
  message: string;
  hint: string;
}

/** A few words for lists, and a whole sentence. */
export interface TitleAndSentence {
  title: string;
  sentence: string;
}

/** A leg's status; `unknown` where Exotel told none. */
export type LegStatusWord = NonNullable<Leg['status']> | 'unknown';

/** The same keys with any words: what a translation must have. */
export type SameShape<T> = { [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };
