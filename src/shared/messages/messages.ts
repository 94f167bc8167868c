import { messages } from './en/index.ts';

/** English comes first: every other language has the same sentences under the same keys. */
export const english = messages;
export type Messages = typeof english;

/** The same keys with any words: what a translation must have. */
type SameShape<T> = { [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };

/** A sentence that is missing is a type error. */
export type Translation = SameShape<Messages>;

type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Keys<T[K]>}`;
}[keyof T & string];

/** A sentence by its path: `errors.offline.hint`. */
export type MessageKey = Keys<Messages>;
