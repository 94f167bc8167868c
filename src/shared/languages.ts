import { english, type Translation } from './messages/messages.ts';

interface LanguageEntry {
  /** As in BCP 47, and the name of the folder in `messages/`. */
  id: string;
  /** What the language calls itself. */
  name: string;
  load: () => Promise<Translation>;
  /**
   * The font for letters that Inter doesn't have. Such letters are taller than Latin ones, so the
   * renderer gives their lines more room.
   */
  font?: string;
}

/**
 * The languages that Handset speaks; docs/translating.md says how to add one. English is always
 * loaded, since other languages fall back on it.
 */
export const languages = [
  { id: 'en', name: 'English', load: () => Promise.resolve(english) },
  {
    id: 'hi',
    name: 'हिन्दी',
    load: () => import('./messages/hi/index.ts').then(({ messages }) => messages),
    font: 'Noto Sans Devanagari Variable',
  },
] as const satisfies readonly LanguageEntry[];

export type Language = (typeof languages)[number]['id'];
export const languageIds: readonly Language[] = languages.map(({ id }) => id);

/** Returns the list's entry for a language. */
export function languageEntry(language: Language): LanguageEntry {
  return languages.find(({ id }) => id === language) ?? languages[0];
}

/** Returns the agent's choice, or the system's language if Handset speaks it. */
export function chosenLanguage(
  setting: Language | 'system',
  systemLocale: string,
  spoken: readonly Language[] = languageIds,
): Language {
  if (setting !== 'system') return setting;
  const [systemLanguage] = systemLocale.toLowerCase().split(/[-_]/);
  return spoken.find((id) => id === systemLanguage) ?? 'en';
}

/**
 * Returns the locale for dates, times and numbers: India's, in the agent's language, the same on
 * every computer.
 */
export function formatLocale(language: Language): string {
  return `${language}-IN`;
}
