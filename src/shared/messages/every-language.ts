import { type Language, languages } from '../languages.ts';
import type { Translation } from './messages.ts';

/**
 * All languages at once, for main: its tray and message boxes cannot wait for a language to load,
 * and a search finds a call by the name of its result in any language.
 */
export const everyLanguage: ReadonlyMap<Language, Translation> = new Map(
  await Promise.all(languages.map(async ({ id, load }) => [id, await load()] as const)),
);
