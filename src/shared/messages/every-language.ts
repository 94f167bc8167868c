import { type Language, languages } from '../languages.ts';
import type { Translation } from './messages.ts';

/**
 * All languages at once, for main: its tray and its message boxes cannot wait for words to be
 * fetched, and a call is found by what its result is called in any language.
 */
export const everyLanguage: ReadonlyMap<Language, Translation> = new Map(
  await Promise.all(languages.map(async ({ id, load }) => [id, await load()] as const)),
);
