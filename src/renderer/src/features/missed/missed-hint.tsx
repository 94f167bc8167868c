import { ChevronRight, PhoneMissed } from 'lucide-react';
import { hrefOf } from '../../route.ts';
import { useMissed } from '../../stores/missed-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import './missed-hint.css';

/** Between two calls: who waits to be called back. Nothing while nobody does. */
export function MissedHint() {
  const { t } = useI18n();
  const waiting = useMissed((state) => state.waiting);
  const newest = useMissed(({ entries }) =>
    entries.find(({ number, takenBy }) => number !== null && takenBy === null),
  );
  if (!newest) return null;
  return (
    <a className="panel missed-hint" href={hrefOf('missed')}>
      <PhoneMissed size={18} strokeWidth={1.8} aria-hidden="true" />
      <span>
        <strong>{t('missed.waiting', { count: waiting })}</strong>{' '}
        <span className="muted tabular">
          {t('missed.newest', { who: newest.name ?? newest.display ?? '' })}
        </span>
      </span>
      <ChevronRight size={17} aria-hidden="true" />
    </a>
  );
}
