import { Check } from 'lucide-react';
import { useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import {
  isOver,
  mayDialAgain,
  offersResult,
  suggestedResult,
} from '../../../../shared/domain/wrap-up.ts';
import { callNoteId, focusCallCard } from '../../call/focus.ts';
import { NoteEditor } from '../../call/note-editor.tsx';
import { ResultChips } from '../../call/result-chips.tsx';
import { callActions } from '../../stores/calls-store.ts';
import { useResultName, useResults } from '../../stores/settings-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { fileCall, useDoneText } from './file-call.ts';
import { RecordingLine } from './recording-line.tsx';
import { useWrapUpKeys } from './use-wrap-up-keys.ts';
import './wrap-up.css';

interface WrapUpProps {
  call: Call;
  onRedial: (call: Call) => void;
  /** Takes keys that turned out to be the next number. */
  onNumber: (keys: string) => void;
  /** A number is in the field: Enter and the digits belong to it. */
  numberWaits: boolean;
}

/** Note and result: open during the call, closed by Enter once it is over. */
export function WrapUp({ call, onRedial, onNumber, numberWaits }: WrapUpProps) {
  const { t } = useI18n();
  const results = useResults();
  const nameOf = useResultName();
  const [error, setError] = useState<AppError | null>(null);
  const over = isOver(call);
  const file = (disposition?: string) =>
    void fileCall(call.id, results, disposition).then(setError);
  useWrapUpKeys({ call, results, onFile: file, onNumber, numberWaits });

  return (
    <section className="panel wrap-up" aria-label={t('live.wrapUp')}>
      <NoteEditor
        key={call.id}
        id={callNoteId}
        value={call.note}
        rows={2}
        growing
        onSave={async (note) => (await callActions.setNote(call.id, note)).ok}
        onLeave={focusCallCard}
        onDone={over ? () => file() : undefined}
      />
      {offersResult(call) && (
        <>
          <p className="eyebrow wrap-up-label" aria-hidden="true">
            {t('live.afterCall')}
          </p>
          <ResultChips
            results={results}
            value={call.disposition}
            nameOf={nameOf}
            suggested={over ? suggestedResult(call, results) : null}
            keys={numberWaits ? 'waiting' : 'on'}
            onChange={(value) => void callActions.setDisposition(call.id, value)}
            {...(over && { onFile: file })}
          />
        </>
      )}
      {error && <Problem error={error} />}
      {over && (
        <div className="wrap-up-foot">
          <div className="wrap-up-actions">
            {mayDialAgain(call) && (
              <Button onClick={() => onRedial(call)}>{t('live.redial')}</Button>
            )}
            <DoneButton call={call} primary={!numberWaits} onClick={() => file()} />
          </div>
          {/* Comes after what the agent is here for. */}
          <RecordingLine call={call} />
        </div>
      )}
    </section>
  );
}

interface DoneProps {
  call: Call;
  /** Enter presses it. */
  primary: boolean;
  onClick: () => void;
}

/** The button says what it will record. */
function DoneButton({ call, primary, onClick }: DoneProps) {
  const wordsOf = useDoneText();
  return (
    <Button
      className="done"
      tone={primary ? 'primary' : 'plain'}
      icon={<Check size={17} aria-hidden="true" />}
      onClick={onClick}
    >
      <span>{wordsOf(call)}</span> {primary && <Kbd onFill>Enter</Kbd>}
    </Button>
  );
}
