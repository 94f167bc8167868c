import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import {
  asksForReason,
  isDialQuestion,
  longestReason,
} from '../../../../shared/domain/dial-questions.ts';
import { dialerActions, useDialer } from '../../stores/dialer-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../ui/use-words.ts';

interface RefusedDialProps {
  onPlaced: () => void;
  /** The agent lets it be. */
  onDismiss: () => void;
}

/** Why the dial was not made; where the agent may insist, the way to do so. */
export function RefusedDial({ onPlaced, onDismiss }: RefusedDialProps) {
  const { t } = useWords();
  const refused = useDialer((state) => state.refused);
  const place = useRef<HTMLDivElement>(null);
  // In a narrow window it stands below the call, where nobody would look for it.
  useEffect(() => {
    if (refused) place.current?.scrollIntoView({ block: 'nearest' });
  }, [refused]);
  if (!refused) return null;
  const { error } = refused;

  async function insist(): Promise<void> {
    if (await dialerActions.dialAnyway()) onPlaced();
  }

  return (
    <div ref={place}>
      <Problem
        error={error}
        actions={
          isDialQuestion(error.code) && (
            <>
              <Button small onClick={() => void insist()}>
                {t('dialer.dialAnyway')}
              </Button>
              <Button small tone="quiet" onClick={onDismiss}>
                {t('common.cancel')}
              </Button>
            </>
          )
        }
      />
      {asksForReason(error.code) && <Reason onPlaced={onPlaced} onDismiss={onDismiss} />}
    </div>
  );
}

/** Beside the alert and not in it: what is typed is not to be read out as news. */
function Reason({ onPlaced, onDismiss }: RefusedDialProps) {
  const { t } = useWords();
  const [text, setText] = useState('');
  const reason = text.trim();

  async function dial(): Promise<void> {
    if (reason !== '' && (await dialerActions.dialWithReason(reason))) onPlaced();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While a word is being composed, both keys are the input method's.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onDismiss();
    if (event.key !== 'Enter') return;
    // The field stands in the number's form, which this Enter does not mean.
    event.preventDefault();
    // A held Enter from the number field means nothing here.
    if (!event.repeat) void dial();
  }

  return (
    <div className="dial-reason">
      <TextField
        label={t('dialer.reason')}
        // The agent has just dialled: what is asked of them now is this.
        autoFocus
        // Not `required`: the browser would hold up the number’s form for it.
        aria-required
        maxLength={longestReason}
        value={text}
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="problem-actions">
        <Button small disabled={reason === ''} onClick={() => void dial()}>
          {t('dialer.dialAnyway')}
        </Button>
        <Button small tone="quiet" onClick={onDismiss}>
          {t('common.cancel')}
        </Button>
      </div>
    </div>
  );
}
