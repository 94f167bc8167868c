import { Phone } from 'lucide-react';
import {
  type CSSProperties,
  type FormEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useRef,
  useState,
} from 'react';
import type { UnderstoodNumber } from '../../../../shared/domain/phone-number.ts';
import { numberFieldId } from '../../call/focus.ts';
import { useArrival } from '../../stores/calls-store.ts';
import { type DeskWord, deskActions, useDeskWord } from '../../stores/desk-store.ts';
import { dialerActions, isPlacingField, useDialer } from '../../stores/dialer-store.ts';
import { Button } from '../../ui/button.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { useReadingTime } from '../../ui/reading-time.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { DialOptions } from './dial-options.tsx';
import { DialQuestion } from './dial-question.tsx';
import { Keypad } from './keypad.tsx';
import { takePasted } from './pasted-text.ts';
import { UnderstoodLines } from './understood.tsx';
import { usePhysicalKeys } from './use-physical-keys.ts';
import './dial-panel.css';

interface DialPanelProps {
  onPlaced: () => void;
  /** Beside a call: one row, without the keypad. */
  compact: boolean;
  /** Esc in the empty field: the keys belong to the call again. */
  onLeave: () => void;
}

/** The number field, its keypad and the one button. */
export function DialPanel({ onPlaced, compact, onLeave }: DialPanelProps) {
  const { t } = useI18n();
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const { text, understood } = useDialer();
  const placing = useDialer(isPlacingField);
  const word = useDeskWord();
  const mayAnswer = useTimeToAnswer(word);
  const byEnter = word !== null && isAnsweredByEnter(word, understood);
  // Enter dials none of several numbers: the agent has to choose one.
  const choosing = (understood?.candidates.length ?? 0) > 0;
  const emptyBesideCall = compact && text.trim() === '';
  usePhysicalKeys(input, form);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (text.trim() === '') {
      input.current?.focus();
      return;
    }
    if (byEnter && !mayAnswer()) return;
    const placed = byEnter
      ? await dialerActions.answer()
      : await dialerActions.dial({ number: text, source: 'dialer' });
    if (placed) onPlaced();
  }

  function letBe(): void {
    deskActions.letBe();
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    // A held Enter counts only once.
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      dialerActions.walkRecent(event.key === 'ArrowDown' ? 1 : -1);
    }
    if (event.key !== 'Escape') return;
    if (word) letBe();
    else {
      void dialerActions.setText('');
      onLeave();
    }
  }

  return (
    <section
      className="panel dial"
      aria-labelledby="dial-title"
      data-compact={compact || undefined}
    >
      <h1 id="dial-title" className={compact ? 'visually-hidden' : 'eyebrow'}>
        {t('dialing.title')}
      </h1>
      <form ref={form} className="dial-form" onSubmit={(event) => void submit(event)}>
        <NumberField field={input} text={text} compact={compact} onKeyDown={onKeyDown} />
        <UnderstoodLines text={text} understood={understood} />
        {/* Before the keypad, so that Tab leads from the number to the call. */}
        <CallButton placing={placing} waits={word !== null || choosing || emptyBesideCall} />
        <DialPad compact={compact} hidden={word !== null}>
          {word && (
            <DialQuestion
              key={word.id}
              word={word}
              byEnter={byEnter}
              mayAnswer={mayAnswer}
              onPlaced={onPlaced}
              onDismiss={letBe}
            />
          )}
        </DialPad>
      </form>
      <DialOptions />
    </section>
  );
}

/** Whoever calls while a question stands has to be read about as well. */
function useTimeToAnswer(word: DeskWord | null): () => boolean {
  const arrival = useArrival();
  return useReadingTime(`${word?.id} ${arrival?.id}`);
}

/** Whether another Enter answers: the question allows it, and the field means the same number. */
function isAnsweredByEnter(
  { error, asks }: DeskWord,
  understood: UnderstoodNumber | null,
): boolean {
  return error.code === 'live_call' && asks?.number === understood?.e164;
}

interface DialPadProps {
  compact: boolean;
  hidden: boolean;
  children: ReactNode;
}

/** The keypad; the children are shown over it, or below the row if there is no keypad. */
function DialPad({ compact, hidden, children }: DialPadProps) {
  const text = useDialer((state) => state.text);
  return (
    <div className="dial-pad">
      {!compact && (
        <Keypad
          hidden={hidden}
          onPress={(key) => void dialerActions.typeAhead(key)}
          onBackspace={() => void dialerActions.setText(text.slice(0, -1))}
        />
      )}
      {children}
    </div>
  );
}

interface NumberFieldProps {
  field: Ref<HTMLInputElement>;
  text: string;
  compact: boolean;
  onKeyDown: (event: KeyboardEvent) => void;
}

function NumberField({ field, text, compact, onKeyDown }: NumberFieldProps) {
  const { t } = useI18n();
  // With a call on the screen, digits choose its result and the card stays in sight.
  const [free] = useState(!compact);
  return (
    <div className="dial-field">
      <input
        id={numberFieldId}
        ref={field}
        className="dial-number tabular"
        // Long texts are made smaller instead of being cut off.
        style={{ '--length': Math.max(text.length, 10) } as CSSProperties}
        type="text"
        inputMode="tel"
        autoComplete="off"
        spellCheck={false}
        // The agent opens Handset to dial: the field is what they came for.
        // biome-ignore lint/a11y/noAutofocus: see above
        autoFocus={free}
        maxLength={200}
        aria-label={t('dialing.number')}
        aria-describedby="dial-understood"
        placeholder={t(compact ? 'dialing.placeholderNext' : 'dialing.placeholder')}
        title={text.length > 30 ? text : undefined}
        value={text}
        onChange={({ target }) => {
          const atEnd = target.selectionStart === target.value.length;
          void dialerActions.setText(target.value, atEnd);
        }}
        onKeyDown={onKeyDown}
        onPaste={takePasted}
        onDrop={takePasted}
      />
    </div>
  );
}

/**
 * @param props.placing the number in the field is on its way.
 * @param props.waits Enter means something else: the call's end, or the answer to a question.
 */
function CallButton({ placing, waits }: { placing: boolean; waits: boolean }) {
  const { t } = useI18n();
  return (
    <Button type="submit" className="dial-call" disabled={placing} data-waits={waits}>
      {placing ? <Spinner size={20} /> : <Phone size={20} aria-hidden="true" />}
      <span>{placing ? t('dialing.calling') : t('dialing.call')}</span>{' '}
      {!placing && !waits && <Kbd onFill>Enter</Kbd>}
    </Button>
  );
}
