import { CircleAlert, Clock, Hand, type LucideIcon, PhoneCall, Users, WifiOff } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from 'react';
import type { WaitingDial } from '../../../../shared/contract/dialing.ts';
import { longestReason } from '../../../../shared/domain/dial-questions.ts';
import { isFromWindow } from '../../../../shared/domain/dial-sources.ts';
import { focusNumberField } from '../../call/focus.ts';
import type { DeskWord } from '../../stores/desk-store.ts';
import { dialerActions, useDialer } from '../../stores/dialer-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { isTextField } from '../../ui/is-typing.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { useBegunHere } from './use-begun-here.ts';
import './dial-question.css';

interface DialQuestionProps {
  word: DeskWord;
  /** Enter in the number field answers it. */
  byEnter: boolean;
  /** Whether it has been shown for long enough to be answered by a key. */
  mayAnswer: () => boolean;
  onPlaced: () => void;
  /** The agent dismisses it. */
  onDismiss: () => void;
}

const icons: Partial<Record<string, LucideIcon>> = {
  live_call: PhoneCall,
  offline: WifiOff,
  colleague_calls: Users,
  do_not_call: Hand,
  outside_hours: Clock,
  perhaps_outside_hours: Clock,
};

/**
 * Says why the dial was not made; if the agent may insist, offers that. It covers the keypad, and
 * nothing around it moves.
 */
export function DialQuestion(props: DialQuestionProps) {
  const { word, onDismiss } = props;
  const { error, asks } = word;
  const { t } = useI18n();
  const place = useRef<HTMLDivElement>(null);
  // If the small window has opened for it, the keys are not requested here.
  const isAskedHere = asks?.inMain ?? true;
  const Icon = icons[error.code] ?? CircleAlert;
  useEffect(() => {
    if (!isAskedHere) return;
    // In a narrow window it is below the call, where the agent would not notice it.
    place.current?.scrollIntoView({ block: 'nearest' });
    // There Enter and Esc answer it; the field for a reason takes the focus by itself.
    if (!isTextField(document.activeElement)) focusNumberField();
  }, [isAskedHere]);
  return (
    <div
      ref={place}
      className="dial-question"
      data-asks={asks !== null || undefined}
      data-code={error.code}
    >
      <div role="alert">
        <p className="dial-question-title">
          <span className="dial-question-icon" aria-hidden="true">
            <Icon size={19} strokeWidth={1.8} />
          </span>
          <span>{error.message}</span>
        </p>
        {asks && <OtherNumber dial={asks} />}
        {error.hint && <p className="soft">{error.hint}</p>}
      </div>
      {asks && !asks.question?.needsReason && <InsistActions {...props} />}
      {asks?.question?.needsReason && <ReasonForm {...props} />}
      {!asks && (
        <div className="dial-question-actions">
          <Button onClick={onDismiss}>
            {t('common.close')} <Kbd>Esc</Kbd>
          </Button>
        </div>
      )}
    </div>
  );
}

/** Whom it is about, if not the number in the field. */
function OtherNumber({ dial: { number, display, name } }: { dial: WaitingDial }) {
  const { text, understood } = useDialer();
  const inField = text.trim() !== '' && (understood === null || understood.e164 === number);
  if (inField || display === null) return null;
  return (
    <p>
      {name && `${name} · `}
      <span className="tabular">{display}</span>
    </p>
  );
}

/** Whether a key press came too soon to have read it; a click is deliberate. */
function isReflex(event: MouseEvent, mayAnswer: () => boolean): boolean {
  return event.detail === 0 && !mayAnswer();
}

function InsistActions({ byEnter, mayAnswer, onPlaced, onDismiss }: DialQuestionProps) {
  const { t } = useI18n();
  async function insist(event: MouseEvent): Promise<void> {
    if (isReflex(event, mayAnswer)) return;
    if (await dialerActions.answer()) onPlaced();
  }
  return (
    <div className="dial-question-actions">
      <Button tone="primary" onClick={(event) => void insist(event)}>
        {t('dialing.dialAnyway')} {byEnter && <Kbd onFill>Enter</Kbd>}
      </Button>
      <Button onClick={onDismiss}>
        {t('common.cancel')} <Kbd>Esc</Kbd>
      </Button>
    </div>
  );
}

/** Outside the alert, so that what is typed is not read out as news. */
function ReasonForm({ word: { asks }, onPlaced, onDismiss }: DialQuestionProps) {
  const { t } = useI18n();
  const [text, setText] = useState('');
  const reason = text.trim();
  const isBegunHere = useBegunHere();
  const cameByItself = asks !== null && !isFromWindow(asks.source);

  function write(next: string): void {
    // What was still being typed in another program is no reason: Enter there would dial with it.
    if (!cameByItself || isBegunHere()) setText(next);
  }

  async function dial(): Promise<void> {
    if (reason !== '' && (await dialerActions.answer(reason))) onPlaced();
  }

  function onKeyDown(event: KeyboardEvent): void {
    // While a word is being composed, both keys belong to the input method.
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onDismiss();
    }
    if (event.key !== 'Enter') return;
    // The field is in the number's form, which this Enter does not mean.
    event.preventDefault();
    // A held Enter from the number field means nothing here. With a reason no reading time is
    // needed: anyone who writes one here has read the question.
    if (!event.repeat) void dial();
  }

  return (
    <div className="dial-reason">
      <TextField
        label={t('dialing.reason')}
        // The agent has just dialled, and this is what they are asked. Elsewhere in the window, keys
        // that were meant for another program would change the number.
        autoFocus
        // Not `required`: the browser would block the number’s form because of it.
        aria-required
        maxLength={longestReason}
        value={text}
        onChange={({ target }) => write(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="dial-question-actions">
        <Button
          tone={reason === '' ? 'plain' : 'primary'}
          disabled={reason === ''}
          onClick={() => void dial()}
        >
          {t('dialing.dialAnyway')} {reason !== '' && <Kbd onFill>Enter</Kbd>}
        </Button>
        <Button onClick={onDismiss}>
          {t('common.cancel')} <Kbd>Esc</Kbd>
        </Button>
      </div>
    </div>
  );
}
