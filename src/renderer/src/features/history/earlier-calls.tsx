import { whoOf } from '../../../../shared/call-text.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { mostCounted } from '../../../../shared/domain/most-counted.ts';
import { stateText } from '../../call/call-text.ts';
import { DirectionMark } from '../../call/direction-mark.tsx';
import { callTone } from '../../call/tone.ts';
import type { CallDetail } from '../../stores/detail-store.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './earlier-calls.css';

interface EarlierCallsProps {
  detail: CallDetail;
  onOpen: (id: string) => void;
  /** Lists all calls with this number. */
  onMore: () => void;
}

/** Earlier calls with the same number. */
export function EarlierCalls({ detail, onOpen, onMore }: EarlierCallsProps) {
  const { t } = useI18n();
  const { call, earlier, earlierTotal } = detail;
  if (earlier.length === 0) return null;
  const more = earlierTotal - earlier.length;
  const isCounted = earlierTotal <= mostCounted;
  return (
    <section className="detail-section" aria-labelledby="before-title">
      <h3 id="before-title" className="eyebrow">
        {t('live.earlier', { who: whoOf(call, t) })}
      </h3>
      <ul className="before">
        {earlier.map((each) => (
          <li key={each.id}>
            <EarlierCall call={each} onOpen={() => onOpen(each.id)} />
          </li>
        ))}
      </ul>
      {more > 0 && (
        <Button small tone="quiet" className="before-more" onClick={onMore}>
          {isCounted ? t('history.beforeMore', { count: more }) : t('history.beforeAll')}
        </Button>
      )}
    </section>
  );
}

function EarlierCall({ call, onOpen }: { call: Call; onOpen: () => void }) {
  const i18n = useI18n();
  const nameOf = useResultName();
  const { disposition, note } = call;
  return (
    <button type="button" className="before-call" onClick={onOpen}>
      <span className="tabular">{i18n.dayAndTime(call.createdAt)}</span>
      <span className="toned tabular" data-tone={callTone(call)}>
        <DirectionMark direction={call.direction} /> {stateText(call, i18n)}
      </span>
      {disposition && <span className="muted">{nameOf(disposition)}</span>}
      {note && <span className="before-note muted">{note}</span>}
    </button>
  );
}
