import type { Leg } from '../domain/call.ts';

/**
 * What happened and what was kept; then the next step. A type and not an interface, as below:
 * i18next derives keys from plain object types only.
 */
export type MessageWithHint = { message: string; hint: string };

/** A few words for lists, and a whole sentence. */
export type TitleAndSentence = { title: string; sentence: string };

/** A leg's status; `unknown` where Exotel told none. */
export type LegStatusWord = NonNullable<Leg['status']> | 'unknown';

/** The same keys with any words: what a translation must have. */
export type SameShape<T> = { [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };
