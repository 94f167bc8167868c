import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { isOver } from '../../../../shared/domain/wrap-up.ts';
import { callActions, useCalls } from '../../stores/calls-store.ts';
import { useResults } from '../../stores/settings-store.ts';
import { Pill } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { stateWords } from '../../ui/state-words.ts';
import { useWords } from '../../ui/use-words.ts';
import { callTone, whoOf } from './call-words.ts';
import { fileCall, useDoneWords } from './file-call.ts';

/** Calls that wait behind the open one: each can be opened, and closed where it stands. */
export function OtherCalls({ shownId }: { shownId: string | null }) {
  const { t } = useWords();
  const current = useCalls((state) => state.current);
  const [error, setError] = useState<AppError | null>(null);
  const others = current.filter(({ id }) => id !== shownId);
  if (others.length === 0) return null;
  return (
    <section className="panel other-calls" aria-labelledby="others-title">
      <header>
        <h2 id="others-title" className="eyebrow">
          {t(shownId === null ? 'live.toFinish' : 'live.others')}
        </h2>
        <span className="muted">{t('common.calls', { count: others.length })}</span>
      </header>
      {error && <Problem error={error} />}
      <ul>
        {others.map((call) => (
          <OtherCall key={call.id} call={call} onProblem={setError} />
        ))}
      </ul>
    </section>
  );
}

interface OtherCallProps {
  call: Call;
  onProblem: (error: AppError | null) => void;
}

function OtherCall({ call, onProblem }: OtherCallProps) {
  const words = useWords();
  const results = useResults();
  const doneWords = useDoneWords()(call);
  const who = whoOf(call);
  return (
    <li className="other-call" data-other-id={call.id}>
      <button type="button" className="other-open" onClick={() => callActions.focus(call.id)}>
        <span className={call.customerName ? 'other-name' : 'other-name tabular'}>{who}</span>
        <span className="other-facts">
          <Pill small tone={callTone(call)}>
            {stateWords(call, words)}
          </Pill>
          <span className="muted tabular">{words.dayAndTime(call.createdAt)}</span>
        </span>
      </button>
      {isOver(call) && (
        <Button
          small
          aria-label={words.t('live.finishOf', { done: doneWords, who })}
          onClick={() => void fileCall(call.id, results).then(onProblem)}
        >
          {doneWords}
        </Button>
      )}
    </li>
  );
}
