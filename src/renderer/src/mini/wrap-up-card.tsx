import { useState } from 'react';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { offersResult, suggestedResult } from '../../../shared/domain/wrap-up.ts';
import { fileCall, useDoneWords } from '../features/live-call/file-call.ts';
import { useWrapUpKeys } from '../features/live-call/use-wrap-up-keys.ts';
import { clockOf } from '../format/duration.ts';
import { useCallNow } from '../stores/call-time.ts';
import { callActions } from '../stores/calls-store.ts';
import { useResultName, useResults } from '../stores/settings-store.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Kbd } from '../ui/bits.tsx';
import { Button } from '../ui/button.tsx';
import { useAutosave } from '../ui/note-editor.tsx';
import { ResultChips } from '../ui/result-chips.tsx';
import { stateWords } from '../ui/state-words.ts';
import { useWords, type Words } from '../ui/use-words.ts';
import { Actions, PracticePill, Who } from './parts.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

/** The call is over: its result by a digit, a line of note, and Enter files it as the button says. */
export function WrapUpCard({ call }: { call: Call }) {
  const { t } = useWords();
  const results = useResults();
  const nameOf = useResultName();
  const doneWords = useDoneWords();
  const [error, setError] = useState<AppError | null>(null);
  const file = (disposition?: string): void =>
    void fileCall(call.id, results, disposition).then(setError);
  const later = (): void => void shellActions.setMini(false);
  useWrapUpKeys({ call, results, onFile: file, numberWaits: false });
  useMiniKeys({ onEscape: later });

  return (
    <section
      className="mini-card"
      aria-labelledby="wrap-up-title"
      data-call-id={call.id}
      data-outcome={call.outcome ?? ''}
    >
      <WrapUpHead call={call} />
      {offersResult(call) && (
        <ResultChips
          results={results}
          value={call.disposition}
          nameOf={nameOf}
          suggested={suggestedResult(call, results)}
          onChange={(value) => void callActions.setDisposition(call.id, value)}
          onFile={file}
        />
      )}
      <NoteLine call={call} onEnter={() => file()} />
      {error && (
        <p className="mini-problem" role="alert">
          {error.message} {error.hint}
        </p>
      )}
      <Actions>
        <Button small onClick={later}>
          {t('mini.later')} <Kbd>Esc</Kbd>
        </Button>
        <Button small tone="primary" onClick={() => file()}>
          {doneWords(call)} <Kbd onFill>Enter</Kbd>
        </Button>
      </Actions>
    </section>
  );
}

/** How it came out; of a call in doubt, what the agent said of it. */
function endWords(call: Call, words: Words): string {
  const { t } = words;
  if (call.state === 'unknown')
    return t(call.verdict === 'rang' ? 'live.saidRang' : 'live.saidSilent');
  if (call.outcome === 'completed' && call.talkSeconds !== null)
    return t('mini.endedTalked', { talkTime: clockOf(call.talkSeconds) });
  return stateWords(call, words);
}

function WrapUpHead({ call }: { call: Call }) {
  const words = useWords();
  return (
    <>
      <header className="mini-head">
        <div role="status">
          <h1 id="wrap-up-title">{endWords(call, words)}</h1>
        </div>
        <SinceEnd call={call} />
      </header>
      <div className="mini-head">
        <Who name={call.customerName} display={call.customerDisplay} />
        <PracticePill practice={call.practice} />
      </div>
    </>
  );
}

/** How long the wrap-up takes. After an hour it is none any more, but a call left lying. */
function SinceEnd({ call }: { call: Call }) {
  const { t } = useWords();
  const { endedAt } = call;
  const now = useCallNow(call, endedAt !== null);
  if (endedAt === null || now === null) return null;
  const seconds = (now - endedAt) / 1000;
  if (seconds > 3600) return null;
  return (
    <span className="mini-since muted tabular">
      {t('mini.wrapUpClock', { time: clockOf(seconds) })}
    </span>
  );
}

function NoteLine({ call, onEnter }: { call: Call; onEnter: () => void }) {
  const { t } = useWords();
  const { text, state, change, flush } = useAutosave(
    call.note,
    async (note) => (await callActions.setNote(call.id, note)).ok,
  );
  return (
    <>
      <input
        className="input mini-note"
        aria-label={t('live.note')}
        placeholder={t('mini.notePlaceholder')}
        autoComplete="off"
        maxLength={10_000}
        value={text}
        onChange={(event) => change(event.target.value)}
        onBlur={() => void flush()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
          event.preventDefault();
          if (!event.repeat) onEnter();
        }}
      />
      {state === 'failed' && (
        <p className="mini-problem" role="alert">
          {t('settings.saveFailed')}
        </p>
      )}
    </>
  );
}
