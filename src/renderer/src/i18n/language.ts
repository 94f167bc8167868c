import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from '../../../shared/messages/en.ts';

export type Language = 'en' | 'hi';

/** English is always there to fall back on; Hindi is fetched when it is asked for. */
export async function startLanguage(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    // React escapes by itself.
    interpolation: { escapeValue: false },
  });
  await setLanguage(language);
}

export async function setLanguage(language: Language): Promise<void> {
  if (language === 'hi' && !i18next.hasResourceBundle('hi', 'translation')) {
    const { hi } = await import('../../../shared/messages/hi.ts');
    i18next.addResourceBundle('hi', 'translation', hi);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The agent's choice, or the system's language where Handset speaks it. */
export function chosenLanguage(setting: Language | 'system', systemLocale: string): Language {
  if (setting !== 'system') return setting;
  return systemLocale.toLowerCase().startsWith('hi') ? 'hi' : 'en';
}

/** Dates, times and numbers are India's, in the agent's language: one form on every computer. */
export function formatLocale(language: Language): string {
  return `${language}-IN`;
}
