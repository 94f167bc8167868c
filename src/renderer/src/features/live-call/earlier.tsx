import type { Call } from '../../../../shared/domain/call.ts';
import { hrefOf } from '../../format/place.ts';
import { outcomeTone } from '../../format/tone.ts';
import type { CallDetail } from '../../stores/detail-store.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { stateWords } from '../../ui/state-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { whoOf } from './call-words.ts';

/** What went before with the same number. */
export function Earlier({ call, detail }: { call: Call; detail: CallDetail | null }) {
  const { t, calls } = useWords();
  // The last one stands under the name already.
  const before = detail?.earlier.slice(1) ?? [];
  if (!detail || before.length === 0) return null;
  return (
    <section className="panel earlier" aria-labelledby="earlier-title">
      <header>
        <h2 id="earlier-title" className="eyebrow">
          {t('live.earlier', { who: whoOf(call) })}
        </h2>
        <span className="muted">{calls(detail.earlierTotal)}</span>
      </header>
      <ul>
        {before.map((each) => (
          <EarlierRow key={each.id} call={each} />
        ))}
      </ul>
    </section>
  );
}

function EarlierRow({ call }: { call: Call }) {
  const words = useWords();
  const nameOf = useResultName();
  return (
    <li>
      <a className="earlier-row" href={hrefOf('history', call.id)}>
        <span className="tabular">{words.dayAndTime(call.createdAt)}</span>
        <span className="toned tabular" data-tone={call.outcome ? outcomeTone(call.outcome) : ''}>
          {stateWords(call, words)}
        </span>
        <span className="muted">{call.disposition && nameOf(call.disposition)}</span>
        {call.note && <span className="earlier-note muted">{call.note}</span>}
      </a>
    </li>
  );
}
