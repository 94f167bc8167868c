import { useEffect } from 'react';
import type { PendingDial } from '../../shared/contract/shell.ts';
import type { Call } from '../../shared/domain/call.ts';
import { callTone, clockStart, stateWords, whoOf } from './features/live-call/call-words.ts';
import { clockOf } from './format/duration.ts';
import { useFocusedCall } from './stores/calls-store.ts';
import { shellActions, useShell } from './stores/shell-store.ts';
import { Kbd, Pill } from './ui/bits.tsx';
import { Button } from './ui/button.tsx';
import { useNow } from './ui/use-now.ts';
import { useWords } from './ui/use-words.ts';
import './styles/mini.css';

/** The small window: a dial that waits, else the call. */
export function Mini() {
  const { t } = useWords();
  const pending = useShell(({ status }) => status.pendingDial);
  const call = useFocusedCall();
  return (
    <main className="mini" aria-label={t('mini.title')}>
      {!pending && <h1 className="visually-hidden">{t('mini.title')}</h1>}
      {pending && <PendingCard key={pending.id} pending={pending} />}
      {!pending && call && <LiveCard call={call} />}
      {!pending && !call && <p className="mini-idle muted">{t('mini.idle')}</p>}
    </main>
  );
}

function LiveCard({ call }: { call: Call }) {
  const words = useWords();
  const start = clockStart(call);
  const now = useNow(start !== null);
  const seconds = start === null ? call.talkSeconds : (now - start) / 1000;
  return (
    <button
      type="button"
      className="mini-live"
      data-call-id={call.id}
      data-state={call.state}
      data-outcome={call.outcome ?? ''}
      title={words.t('mini.open')}
      onClick={() => void shellActions.openMain(call.id)}
    >
      <span className="mini-line">
        <strong className={call.customerName ? undefined : 'tabular'}>{whoOf(call)}</strong>
        {seconds !== null && <span className="mini-clock tabular">{clockOf(seconds, true)}</span>}
      </span>
      {call.customerName && <span className="muted tabular">{call.customerDisplay}</span>}
      <span className="mini-line">
        <span role="status">
          <Pill small tone={callTone(call)}>
            {stateWords(call, words)}
          </Pill>
        </span>
        {call.practice && (
          <Pill small tone="practice">
            {words.t('frame.practice')}
          </Pill>
        )}
      </span>
    </button>
  );
}

/** Enter dials, Esc does not; or the countdown decides. */
function PendingCard({ pending }: { pending: PendingDial }) {
  const { t, date, country } = useWords();
  const { id, display, name, question, lastCalledAt, practice } = pending;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.repeat || (event.key !== 'Enter' && event.key !== 'Escape')) return;
      event.preventDefault();
      if (event.key === 'Enter') void shellActions.confirmPendingDial(id);
      else void shellActions.cancelPendingDial(id);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [id]);
  const facts = [
    name ?? (pending.country && country(pending.country)),
    lastCalledAt !== null && t('dialer.lastCalled', { when: date(lastCalledAt) }),
  ];

  return (
    <section className="mini-pending" aria-labelledby="pending-title">
      <header>
        <h1 id="pending-title">
          {t(pending.countdownMs === null ? 'mini.dialQuestion' : 'mini.dialFromClipboard')}
        </h1>
        {practice && (
          <Pill small tone="practice">
            {t('frame.practice')}
          </Pill>
        )}
        <SecondsLeft pending={pending} />
      </header>
      <p className="mini-number tabular">{display}</p>
      {question ? (
        <p className="mini-question" role="alert">
          {question.message}
        </p>
      ) : (
        <p className="muted mini-facts">{facts.filter(Boolean).join(' · ')}</p>
      )}
      <CountdownBar pending={pending} />
      <div className="mini-actions">
        <Button small onClick={() => void shellActions.cancelPendingDial(id)}>
          {t('common.cancel')} <Kbd>Esc</Kbd>
        </Button>
        <Button small tone="primary" onClick={() => void shellActions.confirmPendingDial(id)}>
          {t(question ? 'mini.dialAnyway' : 'mini.dialNow')} <Kbd onFill>Enter</Kbd>
        </Button>
      </div>
    </section>
  );
}

function SecondsLeft({ pending: { dialAt } }: { pending: PendingDial }) {
  const { t } = useWords();
  const now = useNow(dialAt !== null);
  if (dialAt === null) return null;
  const seconds = Math.max(0, Math.ceil((dialAt - now) / 1000));
  return (
    <span className="mini-left tabular" role="timer" aria-label={t('mini.counting', { seconds })}>
      {t('mini.secondsLeft', { seconds })}
    </span>
  );
}

/** The bar runs by itself, from where the countdown stands. */
function CountdownBar({ pending: { dialAt, countdownMs } }: { pending: PendingDial }) {
  if (dialAt === null || countdownMs === null) return null;
  const passedMs = Math.max(0, countdownMs - (dialAt - Date.now()));
  return (
    <div className="mini-bar" aria-hidden="true">
      <div style={{ animationDuration: `${countdownMs}ms`, animationDelay: `${-passedMs}ms` }} />
    </div>
  );
}
