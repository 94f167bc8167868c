import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { mostCounted } from '../../../shared/domain/most-counted.ts';
import { formatLocale, type Language } from '../../../shared/languages.ts';
import { countryName } from '../format/country.ts';
import { spokenDuration } from '../format/duration.ts';
import { sizeOf } from '../format/size.ts';
import { dayAndTime, dayLabel, shortDate, timeOf } from '../format/when.ts';

/** Words, and everything else that depends on the language: dates, durations, sizes, countries. */
export function useI18n() {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  return useMemo(() => {
    const locale = formatLocale(language);
    const days = { today: t('history.today'), yesterday: t('history.yesterday') };
    const within = { today: t('history.todayWithin'), yesterday: t('history.yesterdayWithin') };
    return {
      t,
      locale,
      time: (at: number, withSeconds = false) => timeOf(at, locale, withSeconds),
      day: (at: number) => dayLabel(at, Date.now(), locale, days),
      dayAndTime: (at: number) => dayAndTime(at, Date.now(), locale, days),
      /** The same for the middle of a sentence: `today, 2:02 pm`. */
      dayAndTimeWithin: (at: number) => dayAndTime(at, Date.now(), locale, within),
      /** Also for the middle of a sentence: `today`, `12 Nov`. */
      date: (at: number) => shortDate(at, Date.now(), locale, within),
      duration: (seconds: number) => spokenDuration(seconds, locale),
      size: (bytes: number) => sizeOf(bytes, locale),
      country: (code: string) => countryName(code, locale),
      /** Formats a count from main: `12 calls`, `1,000+ calls`. */
      calls: (total: number) =>
        total > mostCounted
          ? t('common.callsAtLeast', { count: mostCounted })
          : t('common.calls', { count: total }),
      /** Formats a list: `A, B and C`. */
      list: (words: readonly string[]) => new Intl.ListFormat(locale).format(words),
    };
  }, [t, language]);
}

export type I18n = ReturnType<typeof useI18n>;
