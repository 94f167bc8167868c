import { useTranslation } from 'react-i18next';
import { timeIn } from '../../../shared/domain/time-zones.ts';
import { useMinute } from './use-now.ts';

/** ` · 2:41 pm there`, where the country has one time; silent for those who listen to the line. */
export function TimeThere({ country }: { country: string }) {
  const { t } = useTranslation();
  const time = timeIn(country, useMinute());
  if (time === null) return null;
  return <span aria-live="off"> · {t('dialer.timeThere', { time })}</span>;
}
