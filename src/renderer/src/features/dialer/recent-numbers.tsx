import { useEffect } from 'react';
import { dialerActions, useDialer } from '../../stores/dialer-store.ts';
import { CallIcon } from '../../ui/call-icon.tsx';
import { useWords } from '../../ui/use-words.ts';

/** Dialled last; a click puts the number into the field, where Enter dials it. */
export function RecentNumbers() {
  const { t, dayAndTime } = useWords();
  const recent = useDialer((state) => state.recent);
  useEffect(() => void dialerActions.loadRecent(), []);

  return (
    <section className="panel recent" aria-labelledby="recent-title">
      <h2 id="recent-title" className="eyebrow">
        {t('dialer.recent')}
      </h2>
      {recent.length === 0 && <p className="muted">{t('dialer.recentEmpty')}</p>}
      <ul>
        {recent.map((call) => (
          <li key={call.id}>
            <button
              type="button"
              className="recent-row"
              onClick={() => void dialerActions.setText(call.customerDisplay)}
            >
              <CallIcon outcome={call.outcome} />
              <span className="recent-who">
                <span className={call.customerName ? 'recent-name' : 'tabular'}>
                  {call.customerName ?? call.customerDisplay}
                </span>
                {call.customerName && <span className="muted tabular">{call.customerDisplay}</span>}
              </span>
              <span className="muted tabular">{dayAndTime(call.createdAt)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
