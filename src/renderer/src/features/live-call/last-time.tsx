import { History } from 'lucide-react';
import type { Call } from '../../../../shared/domain/call.ts';
import { hrefOf } from '../../format/place.ts';
import { outcomeTone } from '../../format/tone.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { stateWords } from '../../ui/state-words.ts';
import { useWords } from '../../ui/use-words.ts';

/** What the agent should know before anybody answers: the last call with this number, and its note. */
export function LastTime({ earlier }: { earlier: readonly Call[] }) {
  const words = useWords();
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
            {words.t('live.lastTime', { when: words.dayAndTimeWithin(last.createdAt) })}
          </a>
          {' · '}
          <span className="toned tabular" data-tone={last.outcome ? outcomeTone(last.outcome) : ''}>
            {stateWords(last, words)}
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
              <span className="muted tabular">{words.dayAndTime(noted.createdAt)}: </span>
            )}
            {noted.note}
          </p>
        )}
      </div>
    </div>
  );
}
