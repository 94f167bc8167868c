import type { Settings } from '../../shared/domain/settings.ts';
import { chosenLanguage } from '../../shared/languages.ts';
import { createSentence, createTranslator } from './translator.ts';

/** The words of main, in the agent's language of the moment. */
export type Words = ReturnType<typeof createWords>;

/** @param systemLocale as the system has it: for agents who have chosen no language. */
export function createWords(
  settings: () => Pick<Settings, 'language'>,
  systemLocale: () => string,
) {
  const language = () => chosenLanguage(settings().language, systemLocale());
  const t = createTranslator(language);
  return { language, t, sentence: createSentence(t) };
}
