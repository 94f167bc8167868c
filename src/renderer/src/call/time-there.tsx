import { useTranslation } from 'react-i18next';
import { timesIn } from '../../../shared/domain/time-zones.ts';
import { useMinute } from '../ui/use-now.ts';

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * Shows ` · 2:41 pm there` if clocks differ from the agent's; both ends for a country with several
 * time zones. Hidden from screen readers.
 */
export function TimeThere({ country }: { country: string }) {
  const { t } = useTranslation();
  const times = timesIn(country, useMinute(), ownZone);
  if (times === null) return null;
  const [from, to] = times;
  return (
    <span aria-live="off">
      {' · '}
      {from === to ? t('dialing.timeThere', { time: from }) : t('dialing.timesThere', { from, to })}
    </span>
  );
}
