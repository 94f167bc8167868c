import { timeThere } from '../format/when.ts';
import { useMinute } from './use-now.ts';
import { useWords } from './use-words.ts';

/** ` · 2:41 pm there`, where the country has one time; silent for those who listen to the line. */
export function TimeThere({ country }: { country: string }) {
  const { t, locale } = useWords();
  const time = timeThere(country, useMinute(true), locale);
  if (time === null) return null;
  return <span aria-live="off"> · {t('dialer.timeThere', { time })}</span>;
}
