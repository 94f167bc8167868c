import type { Call } from '../../../../shared/domain/call.ts';
import { clockOf } from '../../format/duration.ts';
import { hrefOf } from '../../format/place.ts';
import { outcomeTone } from '../../format/tone.ts';
import type { CallDetail } from '../../stores/detail-store.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { useWords } from '../../ui/use-words.ts';
import { whoOf } from './call-words.ts';

/** What went before with the same number. */
export function Earlier({ call, detail }: { call: Call; detail: CallDetail | null }) {
  const { t } = useWords();
  if (!detail || detail.earlier.length === 0) return null;
  return (
    <section className="panel earlier" aria-labelledby="earlier-title">
      <header>
        <h2 id="earlier-title" className="eyebrow">
          {t('live.earlier', { who: whoOf(call) })}
        </h2>
        <span className="muted">{t('common.calls', { count: detail.earlierTotal })}</span>
      </header>
      <ul>
        {detail.earlier.map((each) => (
          <EarlierRow key={each.id} call={each} />
        ))}
      </ul>
    </section>
  );
}

function EarlierRow({ call }: { call: Call }) {
  const { t, dayAndTime } = useWords();
  const nameOf = useResultName();
  const talked = call.talkSeconds ? ` ${clockOf(call.talkSeconds)}` : '';
  return (
    <li>
      <a className="earlier-row" href={hrefOf('history', call.id)}>
        <span className="tabular">{dayAndTime(call.createdAt)}</span>
        <span className="toned tabular" data-tone={call.outcome ? outcomeTone(call.outcome) : ''}>
          {call.outcome ? t(`outcomes.${call.outcome}.title`) : t(`states.${call.state}`)}
          {talked}
        </span>
        <span className="muted">{call.disposition && nameOf(call.disposition)}</span>
        {call.note && <span className="earlier-note muted">{call.note}</span>}
      </a>
    </li>
  );
}
