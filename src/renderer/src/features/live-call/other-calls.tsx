import { useState } from 'react';
import { whoOf } from '../../../../shared/call-text.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { isOver } from '../../../../shared/domain/wrap-up.ts';
import { stateText } from '../../call/call-text.ts';
import { DirectionMark } from '../../call/direction-mark.tsx';
import { callTone } from '../../call/tone.ts';
import { callActions, isArrival, useCalls } from '../../stores/calls-store.ts';
import { useResults } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { fileCall, useDoneText } from './file-call.ts';
import './other-calls.css';

/** Calls that wait behind the open one: each can be opened, or closed right here. */
export function OtherCalls({ shownId }: { shownId: string | null }) {
  const { t } = useI18n();
  const current = useCalls((state) => state.current);
  const [error, setError] = useState<AppError | null>(null);
  const others = current.filter((call) => call.id !== shownId && !isArrival(call));
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
  const i18n = useI18n();
  const results = useResults();
  const doneText = useDoneText()(call);
  const who = whoOf(call, i18n.t);
  return (
    <li className="other-call" data-other-id={call.id}>
      <button type="button" className="other-open" onClick={() => callActions.focus(call.id)}>
        <span className={call.customerName ? 'other-name' : 'other-name tabular'}>{who}</span>
        <span className="other-facts">
          <DirectionMark direction={call.direction} />
          <Pill small tone={callTone(call)}>
            {stateText(call, i18n)}
          </Pill>
          <span className="muted tabular">{i18n.dayAndTime(call.createdAt)}</span>
        </span>
      </button>
      {isOver(call) && (
        <Button
          small
          aria-label={i18n.t('live.finishOf', { done: doneText, who })}
          onClick={() => void fileCall(call.id, results).then(onProblem)}
        >
          {doneText}
        </Button>
      )}
    </li>
  );
}
