import { useEffect, useRef } from 'react';
import { whoOf } from '../../../../shared/call-text.ts';
import { CallIcon } from '../../call/call-icon.tsx';
import { DirectionMark } from '../../call/direction-mark.tsx';
import { focusNumberField } from '../../call/focus.ts';
import { dialerActions, useDialer } from '../../stores/dialer-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import './recent-numbers.css';

interface RecentNumbersProps {
  /** How many at most. */
  rows: number;
}

/** The numbers that were dialled, or called, last; a click puts one into the field, where Enter dials it. */
export function RecentNumbers({ rows }: RecentNumbersProps) {
  const { t, dayAndTime } = useI18n();
  const recent = useDialer((state) => state.recent);
  const walked = useDialer((state) => state.walk?.index ?? null);
  const list = useRef<HTMLUListElement>(null);
  useEffect(dialerActions.wantRecent, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each step.
  useEffect(() => {
    list.current?.querySelector('[data-walked]')?.scrollIntoView({ block: 'nearest' });
  }, [walked]);
  // The one that the arrow keys have reached is in sight, however far down it is.
  const shown = recent.slice(0, Math.max(rows, (walked ?? 0) + 1));

  return (
    <section className="panel recent" aria-labelledby="recent-title">
      <h2 id="recent-title" className="eyebrow">
        {t('dialing.recent')}
      </h2>
      {recent.length === 0 && <p className="muted">{t('dialing.recentEmpty')}</p>}
      <ul ref={list}>
        {shown.map((call, index) => (
          <li key={call.id}>
            <button
              type="button"
              className="recent-row"
              data-walked={index === walked || undefined}
              onClick={() => putInField(call.customerDisplay)}
            >
              <CallIcon direction={call.direction} outcome={call.outcome} />
              <span className="recent-who">
                <span className={call.customerName ? 'recent-name' : 'tabular'}>
                  <DirectionMark direction={call.direction} /> {whoOf(call, t)}
                </span>
                {call.customerName && <span className="muted tabular">{call.customerDisplay}</span>}
              </span>
              <span className="muted tabular recent-when">{dayAndTime(call.createdAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Also moves the focus there, so that the next Enter dials. */
function putInField(number: string): void {
  void dialerActions.setText(number);
  focusNumberField();
}
