import i18next from 'i18next';
import type { ErrorCode, ErrorParams } from '../../shared/domain/app-error.ts';
import { chosenLanguage, type Language } from '../../shared/languages.ts';
import { everyLanguage } from '../../shared/messages/every-language.ts';
import type { Translate } from './translate.ts';

/** Main's own sentences: notifications, the tray, errors. `language` is read at every look-up. */
export function createTranslator(language: () => Language): Translate {
  const instance = i18next.createInstance();
  void instance.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: Object.fromEntries(
      [...everyLanguage].map(([id, translation]) => [id, { translation }]),
    ),
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return (key, params) => instance.t(key, { lng: language(), ...params });
}

/** For what is said before the agent's choice can be read. */
export function createSystemTranslator(systemLocale: string): Translate {
  return createTranslator(() => chosenLanguage('system', systemLocale));
}

/** Returns a function that gives a code's sentence and next step in the current language. */
export function createSentence(t: Translate) {
  return (code: ErrorCode, params: ErrorParams) => ({
    message: t(`errors.${code}.message`, params),
    hint: t(`errors.${code}.hint`, params),
  });
}
