import { Ban } from 'lucide-react';
import type { WaitingDial } from '../../../shared/contract/dialing.ts';
import { deskActions } from '../stores/desk-store.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useReadingTime } from '../ui/reading-time.ts';
import { useI18n } from '../ui/use-i18n.ts';
import { useNow } from '../ui/use-now.ts';
import { CardActions } from './card-actions.tsx';
import { PracticePill } from './practice-pill.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

interface WaitingCardProps {
  dial: WaitingDial;
  display: string;
  /** The customer's call that came in meanwhile. */
  arrivalId: string | null;
}

/** Enter dials, Esc cancels; otherwise the countdown decides. */
export function WaitingCard({ dial, display, arrivalId }: WaitingCardProps) {
  const { t } = useI18n();
  const { id, question, practice } = dial;
  const forReason = isForReason(dial);
  const cancel = (): void => void deskActions.cancel(id);
  const mayAnswer = useReadingTime(`${id} ${arrivalId}`);
  /**
   * @param byKey a key that was pressed before the question, or who calls, could be read does not
   * mean it.
   */
  function confirm(byKey: boolean): void {
    if ((question || arrivalId) && byKey && !mayAnswer()) return;
    // It belongs in the dialer, where the desk asks for it.
    if (question?.needsReason) void shellActions.openMain(null);
    else void deskActions.confirm({ id });
  }
  useMiniKeys({ onEnter: () => confirm(true), onEscape: cancel });

  return (
    <section className="mini-card" aria-labelledby="waiting-title">
      <header className="mini-head">
        <h1 id="waiting-title">
          {t(dial.countdownMs === null ? 'mini.dialQuestion' : 'mini.dialFromClipboard')}
        </h1>
        <PracticePill practice={practice} />
        <SecondsLeft dial={dial} />
      </header>
      <p className="mini-number tabular">{display}</p>
      <Facts dial={dial} />
      {question ? (
        <div className="mini-question" role="alert">
          <p>{question.message}</p>
          {question.hint && <p className="soft">{question.hint}</p>}
        </div>
      ) : (
        dial.doNotCall && (
          <p className="mini-ban">
            <Ban size={16} aria-hidden="true" />
            {t('mini.doNotCall')}
          </p>
        )
      )}
      <CountdownBar dial={dial} />
      <CardActions>
        <Button small onClick={cancel}>
          {t('common.cancel')} <Kbd>Esc</Kbd>
        </Button>
        <Button
          small
          tone={forReason ? 'plain' : 'primary'}
          onClick={({ detail }) => confirm(detail === 0)}
        >
          <ConfirmWords dial={dial} /> <Kbd onFill={!forReason}>Enter</Kbd>
        </Button>
      </CardActions>
    </section>
  );
}

/** Whether it needs a written reason, as far as we know. */
function isForReason({ question, doNotCall }: WaitingDial): boolean {
  return doNotCall || (question?.needsReason ?? false);
}

function ConfirmWords({ dial }: { dial: WaitingDial }) {
  const { t } = useI18n();
  if (isForReason(dial)) return t('mini.giveReason');
  return t(dial.question ? 'mini.dialAnyway' : 'mini.dialNow');
}

function Facts({ dial }: { dial: WaitingDial }) {
  const { t, date, country } = useI18n();
  const { name, lastCalledAt, extension } = dial;
  const facts = [
    name ?? (dial.country && country(dial.country)),
    lastCalledAt !== null && t('dialing.lastCalled', { when: date(lastCalledAt) }),
  ].filter(Boolean);
  return (
    <>
      {facts.length > 0 && <p className="mini-facts muted">{facts.join(' · ')}</p>}
      {extension && <p className="mini-facts">{t('live.extension', { digits: extension })}</p>}
    </>
  );
}

function SecondsLeft({ dial: { dialAt } }: { dial: WaitingDial }) {
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

/** The bar runs by itself, from the countdown's current position. */
function CountdownBar({ dial: { dialAt, countdownMs } }: { dial: WaitingDial }) {
  if (dialAt === null || countdownMs === null) return null;
  const passedMs = Math.max(0, countdownMs - (dialAt - Date.now()));
  return (
    <div className="mini-bar" aria-hidden="true">
      <div style={{ animationDuration: `${countdownMs}ms`, animationDelay: `${-passedMs}ms` }} />
    </div>
  );
}
