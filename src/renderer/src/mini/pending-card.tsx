import { Ban } from 'lucide-react';
import type { PendingDial } from '../../../shared/contract/shell.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import { useNow } from '../ui/use-now.ts';
import { CardActions } from './card-actions.tsx';
import { PracticePill } from './practice-pill.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

/** Enter dials, Esc does not; or the countdown decides. */
export function PendingCard({ pending, display }: { pending: PendingDial; display: string }) {
  const { t } = useI18n();
  const { id, question, practice } = pending;
  const confirm = (): void => void shellActions.confirmPendingDial(id);
  const cancel = (): void => void shellActions.cancelPendingDial(id);
  useMiniKeys({ onEnter: confirm, onEscape: cancel });

  return (
    <section className="mini-card" aria-labelledby="pending-title">
      <header className="mini-head">
        <h1 id="pending-title">
          {t(pending.countdownMs === null ? 'mini.dialQuestion' : 'mini.dialFromClipboard')}
        </h1>
        <PracticePill practice={practice} />
        <SecondsLeft pending={pending} />
      </header>
      <p className="mini-number tabular">{display}</p>
      <Facts pending={pending} />
      {question ? (
        <div className="mini-question" role="alert">
          <p>{question.message}</p>
          {question.hint && <p className="soft">{question.hint}</p>}
        </div>
      ) : (
        pending.doNotCall && (
          <p className="mini-ban">
            <Ban size={16} aria-hidden="true" />
            {t('mini.doNotCall')}
          </p>
        )
      )}
      <CountdownBar pending={pending} />
      <CardActions>
        <Button small onClick={cancel}>
          {t('common.cancel')} <Kbd>Esc</Kbd>
        </Button>
        <Button small tone={pending.doNotCall ? 'plain' : 'primary'} onClick={confirm}>
          <ConfirmWords pending={pending} /> <Kbd onFill={!pending.doNotCall}>Enter</Kbd>
        </Button>
      </CardActions>
    </section>
  );
}

function ConfirmWords({ pending: { question, doNotCall } }: { pending: PendingDial }) {
  const { t } = useI18n();
  if (doNotCall) return t('mini.giveReason');
  return t(question ? 'mini.dialAnyway' : 'mini.dialNow');
}

function Facts({ pending }: { pending: PendingDial }) {
  const { t, date, country } = useI18n();
  const { name, lastCalledAt, extension } = pending;
  const facts = [
    name ?? (pending.country && country(pending.country)),
    lastCalledAt !== null && t('dialing.lastCalled', { when: date(lastCalledAt) }),
  ].filter(Boolean);
  return (
    <>
      {facts.length > 0 && <p className="mini-facts muted">{facts.join(' · ')}</p>}
      {extension && <p className="mini-facts">{t('live.extension', { digits: extension })}</p>}
    </>
  );
}

function SecondsLeft({ pending: { dialAt } }: { pending: PendingDial }) {
  const { t } = useI18n();
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
