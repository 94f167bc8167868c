import { whoOf } from '../../../../shared/call-text.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { stateText } from '../../call/call-text.ts';
import { DirectionMark } from '../../call/direction-mark.tsx';
import { callTone } from '../../call/tone.ts';
import { hrefOf } from '../../route.ts';
import type { CallDetail } from '../../stores/detail-store.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import './earlier.css';

/** Earlier calls with the same number. */
export function EarlierList({ call, detail }: { call: Call; detail: CallDetail | null }) {
  const { t, calls } = useI18n();
  // The latest is already shown under the name.
  const before = detail?.earlier.slice(1) ?? [];
  if (!detail || before.length === 0) return null;
  return (
    <section className="panel earlier" aria-labelledby="earlier-title">
      <header>
        <h2 id="earlier-title" className="eyebrow">
          {t('live.earlier', { who: whoOf(call, t) })}
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
  const i18n = useI18n();
  const nameOf = useResultName();
  return (
    <li>
      <a className="earlier-row" href={hrefOf('history', call.id)}>
        <span className="tabular">{i18n.dayAndTime(call.createdAt)}</span>
        <span className="toned tabular" data-tone={callTone(call)}>
          <DirectionMark direction={call.direction} /> {stateText(call, i18n)}
        </span>
        <span className="muted">{call.disposition && nameOf(call.disposition)}</span>
        {call.note && <span className="earlier-note muted">{call.note}</span>}
      </a>
    </li>
  );
}
