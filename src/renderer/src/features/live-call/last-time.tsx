import { History } from 'lucide-react';
import type { Call } from '../../../../shared/domain/call.ts';
import { stateText } from '../../call/call-text.ts';
import { DirectionMark } from '../../call/direction-mark.tsx';
import { callTone } from '../../call/tone.ts';
import { hrefOf } from '../../route.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import './last-time.css';

/**
 * What the agent should know before anyone answers: the last call with this number, and its note.
 */
export function LastTimeLine({ earlier }: { earlier: readonly Call[] }) {
  const i18n = useI18n();
  const nameOf = useResultName();
  const [last] = earlier;
  if (!last) return null;
  const noted = earlier.find(({ note }) => note.trim() !== '');
  return (
    <div className="last-time">
      <History size={17} aria-hidden="true" />
      <div>
        <p>
          <a href={hrefOf('history', last.id)} className="last-time-when tabular">
            {i18n.t('live.lastTime', { when: i18n.dayAndTimeWithin(last.createdAt) })}
          </a>
          {' · '}
          <span className="toned tabular" data-tone={callTone(last)}>
            <DirectionMark direction={last.direction} /> {stateText(last, i18n)}
          </span>
          {last.disposition !== null && (
            <>
              {' · '}
              <strong>{nameOf(last.disposition)}</strong>
            </>
          )}
        </p>
        {noted && (
          <p className="last-time-note" title={noted.note}>
            {noted !== last && (
              <span className="muted tabular">{i18n.dayAndTime(noted.createdAt)}: </span>
            )}
            {noted.note}
          </p>
        )}
      </div>
    </div>
  );
}
