import i18next from 'i18next';
import type { ErrorCode, ErrorParams } from '../../shared/domain/app-error.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { en } from '../../shared/messages/en.ts';
import { hi } from '../../shared/messages/hi.ts';
import type { Translate } from './translate.ts';

/** Main's own sentences: notifications, the tray, errors. `language` is asked at every look-up. */
export function createTranslator(language: () => 'en' | 'hi'): Translate {
  const instance = i18next.createInstance();
  void instance.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en }, hi: { translation: hi } },
    interpolation: { escapeValue: false },
    initAsync: false,
  });
  return (key, params) => instance.t(key, { lng: language(), ...params });
}

/** The agent's choice, or the system's language where there is a translation. */
export function chosenLanguage(setting: Settings['language'], systemLocale: string): 'en' | 'hi' {
  if (setting !== 'system') return setting;
  return systemLocale.toLowerCase().startsWith('hi') ? 'hi' : 'en';
}

/** A code's sentence and next step, in the language of now. */
export function createSentence(t: Translate) {
  return (code: ErrorCode, params: ErrorParams) => ({
    message: t(`errors.${code}.message`, params),
    hint: t(`errors.${code}.hint`, params),
  });
}
