import { useState } from 'react';
import { clockOf } from '../../../shared/clock-text.ts';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { dialOf } from '../../../shared/domain/dial-of.ts';
import { offersResult, suggestedResult } from '../../../shared/domain/wrap-up.ts';
import { stateText } from '../call/call-text.ts';
import { useAutosave } from '../call/note-editor.tsx';
import { ResultChips } from '../call/result-chips.tsx';
import { fileCall, useDoneText } from '../features/live-call/file-call.ts';
import { useWrapUpKeys } from '../features/live-call/use-wrap-up-keys.ts';
import { useCallNow } from '../stores/call-time.ts';
import { callActions } from '../stores/calls-store.ts';
import { useResultName, useResults } from '../stores/settings-store.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { Input } from '../ui/field.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { type I18n, useI18n } from '../ui/use-i18n.ts';
import { CalleeLine } from './callee-line.tsx';
import { CardActions } from './card-actions.tsx';
import { PracticePill } from './practice-pill.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

/**
 * The call is over: a digit gives its result, there is a line for a note, and Enter files it as the
 * button says.
 */
export function WrapUpCard({ call }: { call: Call }) {
  const { t } = useI18n();
  const results = useResults();
  const nameOf = useResultName();
  const doneText = useDoneText();
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
          small
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
      <CardActions>
        <Button small onClick={later}>
          {t('mini.later')} <Kbd>Esc</Kbd>
        </Button>
        <Button small tone="primary" onClick={() => file()}>
          {doneText(call)} <Kbd onFill>Enter</Kbd>
        </Button>
      </CardActions>
    </section>
  );
}

/** The outcome; for a call in doubt, what the agent said about it. */
function endText(call: Call, i18n: I18n): string {
  const { t } = i18n;
  if (call.state === 'unknown')
    return t(dialOf(call)?.verdict === 'rang' ? 'live.saidRang' : 'live.saidSilent');
  if (call.outcome === 'completed' && call.talkSeconds !== null)
    return t('mini.endedTalked', { talkTime: clockOf(call.talkSeconds) });
  return stateText(call, i18n);
}

function WrapUpHead({ call }: { call: Call }) {
  const i18n = useI18n();
  return (
    <>
      <header className="mini-head">
        <div role="status">
          <h1 id="wrap-up-title">{endText(call, i18n)}</h1>
        </div>
        <SinceEnd call={call} />
      </header>
      <div className="mini-head">
        <CalleeLine call={call} />
        <PracticePill practice={call.practice} />
      </div>
    </>
  );
}

/** How long the wrap-up has taken. After an hour it no longer counts: the call was left open. */
function SinceEnd({ call }: { call: Call }) {
  const { t } = useI18n();
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
  const { t } = useI18n();
  const { text, state, change, flush } = useAutosave(
    call.note,
    async (note) => (await callActions.setNote(call.id, note)).ok,
  );
  return (
    <>
      <Input
        className="mini-note"
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
