import { useState } from 'react';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { offersResult, suggestedResult } from '../../../shared/domain/wrap-up.ts';
import { stateWords } from '../features/live-call/call-words.ts';
import { clockOf } from '../format/duration.ts';
import { callActions } from '../stores/calls-store.ts';
import { useResultName, useResults } from '../stores/settings-store.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Kbd } from '../ui/bits.tsx';
import { Button } from '../ui/button.tsx';
import { useAutosave } from '../ui/note-editor.tsx';
import { ResultChips } from '../ui/result-chips.tsx';
import { saveNotes } from '../ui/unsaved-notes.ts';
import { useNow } from '../ui/use-now.ts';
import { useWords, type Words } from '../ui/use-words.ts';
import { Actions, PracticePill, Who } from './parts.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

/** The call is over: its result by a digit, a line of note, and Enter files it as the button says. */
export function WrapUpCard({ call }: { call: Call }) {
  const { t } = useWords();
  const results = useResults();
  const nameOf = useResultName();
  const suggested = suggestedResult(call, results);
  const { file, problem } = useFiling(call);
  const done = (): void => void file(suggested ?? undefined);
  const later = (): void => void shellActions.setMini(false);
  useMiniKeys({
    onEnter: done,
    onEscape: later,
    onDigit: (digit, isDone) => {
      const chosen = results[digit - 1]?.id;
      if (chosen === undefined || !offersResult(call)) return;
      if (isDone) void file(chosen);
      else void callActions.setDisposition(call.id, chosen === call.disposition ? null : chosen);
    },
  });
  const given = call.disposition ?? suggested;

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
          suggested={suggested}
          onChange={(value) => void callActions.setDisposition(call.id, value)}
          onFile={(id) => void file(id)}
        />
      )}
      <NoteLine call={call} onEnter={done} />
      {problem && (
        <p className="mini-problem" role="alert">
          {problem.message} {problem.hint}
        </p>
      )}
      <Actions>
        <Button small onClick={later}>
          {t('mini.later')} <Kbd>Esc</Kbd>
        </Button>
        <Button small tone="primary" onClick={done}>
          {given === null ? t('live.finish') : t('mini.fileAs', { result: nameOf(given) })}{' '}
          <Kbd onFill>Enter</Kbd>
        </Button>
      </Actions>
    </section>
  );
}

type Said = Pick<AppError, 'message' | 'hint'>;

/** Files the call once its note is on disk; says why where it could not. */
function useFiling(call: Call) {
  const { t } = useWords();
  const [problem, setProblem] = useState<Said | null>(null);
  async function file(disposition?: string): Promise<void> {
    if (!(await saveNotes())) {
      setProblem({ message: t('mini.noteUnsaved') });
      return;
    }
    const result = await callActions.finishWrapUp(call.id, disposition);
    setProblem(result.ok ? null : result.error);
  }
  return { file, problem };
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
        <h1 id="wrap-up-title" role="status">
          {endWords(call, words)}
        </h1>
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
function SinceEnd({ call: { endedAt } }: { call: Call }) {
  const { t } = useWords();
  const now = useNow(endedAt !== null);
  const seconds = endedAt === null ? Number.POSITIVE_INFINITY : (now - endedAt) / 1000;
  if (seconds > 3600) return null;
  return (
    <span className="mini-since muted tabular">
      {t('mini.wrapUpClock', { time: clockOf(seconds) })}
    </span>
  );
}

function NoteLine({ call, onEnter }: { call: Call; onEnter: () => void }) {
  const { t } = useWords();
  const { text, change, flush } = useAutosave(
    call.note,
    async (note) => (await callActions.setNote(call.id, note)).ok,
  );
  return (
    <input
      className="input mini-note"
      aria-label={t('mini.note')}
      placeholder={t('mini.notePlaceholder')}
      autoComplete="off"
      maxLength={10_000}
      value={text}
      onChange={(event) => change(event.target.value)}
      onBlur={() => void flush()}
      onKeyDown={(event) => {
        const { key, repeat, nativeEvent } = event;
        if (key !== 'Enter' || nativeEvent.isComposing) return;
        event.preventDefault();
        if (!repeat) onEnter();
      }}
    />
  );
}
