import type { Settings } from '../../shared/domain/settings.ts';
import { chosenLanguage } from '../../shared/languages.ts';
import { createSentence, createTranslator } from './translator.ts';

/** Main's words, in the agent's current language. */
export type Words = ReturnType<typeof createWords>;

/** @param systemLocale the system's locale, for agents who have not chosen a language */
export function createWords(
  settings: () => Pick<Settings, 'language'>,
  systemLocale: () => string,
) {
  const language = () => chosenLanguage(settings().language, systemLocale());
  const t = createTranslator(language);
  return { language, t, sentence: createSentence(t) };
}
