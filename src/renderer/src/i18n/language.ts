import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { type Language, languageEntry } from '../../../shared/languages.ts';
import { english } from '../../../shared/messages/messages.ts';

/** Starts i18n. English is always there as a fallback; other languages are loaded when chosen. */
export async function startLanguage(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: english } },
    // React escapes on its own.
    interpolation: { escapeValue: false },
  });
  await setLanguage(language);
}

export async function setLanguage(language: Language): Promise<void> {
  const { load, font } = languageEntry(language);
  if (!i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', await load());
  await i18next.changeLanguage(language);
  const { documentElement } = document;
  documentElement.lang = language;
  if (font) documentElement.dataset['font'] = font;
  else delete documentElement.dataset['font'];
}
