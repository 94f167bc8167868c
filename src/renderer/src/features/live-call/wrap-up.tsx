import { Check } from 'lucide-react';
import { useEffect } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { isTerminal } from '../../../../shared/domain/call-states.ts';
import { callActions } from '../../stores/calls-store.ts';
import { type NamedResult, useResults } from '../../stores/settings-store.ts';
import { Kbd } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { hasModifier, hasOwnEnter, isTyping } from '../../ui/is-typing.ts';
import { NoteEditor } from '../../ui/note-editor.tsx';
import { ResultChips } from '../../ui/result-chips.tsx';
import { useWords } from '../../ui/use-words.ts';
import { RecordingLine } from './recording-line.tsx';

/** Note and result: open during the call, closed by Enter once it is over. */
export function WrapUp({ call, onRedial }: { call: Call; onRedial: (call: Call) => void }) {
  const { t } = useWords();
  const results = useResults();
  const over = isTerminal(call.state) || call.verdict !== null;
  const placed = call.state !== 'rejected' && call.state !== 'not_sent';
  useWrapUpKeys(call, results, over);

  return (
    <section className="panel wrap-up" aria-label={t('live.wrapUp')}>
      <NoteEditor
        key={call.id}
        value={call.note}
        rows={2}
        onSave={async (note) => (await callActions.setNote(call.id, note)).ok}
      />
      {placed && (
        <>
          <p className="eyebrow wrap-up-label" aria-hidden="true">
            {t('live.afterCall')}
          </p>
          <ResultChips
            results={results}
            value={call.disposition}
            onChange={(value) => void callActions.setDisposition(call.id, value)}
          />
        </>
      )}
      {over && (
        <div className="wrap-up-foot">
          <RecordingLine call={call} />
          <div className="wrap-up-actions">
            {(!placed || call.verdict === 'silent') && (
              <Button onClick={() => onRedial(call)}>{t('live.redial')}</Button>
            )}
            <Button
              tone="primary"
              icon={<Check size={17} aria-hidden="true" />}
              onClick={() => void callActions.finishWrapUp(call.id)}
            >
              {t('live.finish')} <Kbd onFill>Enter</Kbd>
            </Button>
          </div>
        </div>
      )}
    </section>
  );
}

/** Digits choose a result and Enter closes, wherever the focus is, unless somebody types. */
function useWrapUpKeys(call: Call, results: readonly NamedResult[], over: boolean): void {
  const { id, disposition } = call;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (hasModifier(event) || event.repeat) return;
      if (event.key === 'Enter' && over && !hasOwnEnter(event)) {
        event.preventDefault();
        void callActions.finishWrapUp(id);
      }
      const chosen = /^[1-9]$/.test(event.key) ? results[Number(event.key) - 1]?.id : undefined;
      if (chosen === undefined || isTyping(event)) return;
      event.preventDefault();
      void callActions.setDisposition(id, chosen === disposition ? null : chosen);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [id, disposition, results, over]);
}
