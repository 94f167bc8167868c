import { LoaderCircle, Phone } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { onOneLine } from '../../../../shared/domain/one-line.ts';
import { useAccount } from '../../stores/account-store.ts';
import { useCalls } from '../../stores/calls-store.ts';
import { dialerActions, useDialer } from '../../stores/dialer-store.ts';
import { useProfiles } from '../../stores/profiles-store.ts';
import { Kbd } from '../../ui/bits.tsx';
import { hasModifier, isTyping } from '../../ui/is-typing.ts';
import { SelectField } from '../../ui/select.tsx';
import { Switch } from '../../ui/toggles.tsx';
import { useWords } from '../../ui/use-words.ts';
import { Keypad } from './keypad.tsx';
import { takePasted } from './pasted-text.ts';
import { RefusedDial } from './refused-dial.tsx';
import { Understood } from './understood.tsx';
import './dialer.css';

/** The number field, its keypad and the one button. */
export function DialPanel({ onPlaced }: { onPlaced: () => void }) {
  const { t } = useWords();
  const input = useRef<HTMLInputElement>(null);
  const { text, understood, placing } = useDialer();
  usePhysicalKeys(input);
  // With a call on the screen, digits choose its result and the card stays in sight.
  const [free] = useState(() => useCalls.getState().current.length === 0);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (await dialerActions.dial(text, 'dialer')) onPlaced();
  }

  function letBe(): void {
    dialerActions.dismissRefused();
    input.current?.focus();
  }

  return (
    <section className="panel dial" aria-labelledby="dial-title">
      <h1 id="dial-title" className="eyebrow">
        {t('dialer.title')}
      </h1>
      <form onSubmit={(event) => void submit(event)}>
        <input
          ref={input}
          className="dial-number tabular"
          type="text"
          inputMode="tel"
          autoComplete="off"
          spellCheck={false}
          // The agent opens Handset to dial: the field is what they came for.
          // biome-ignore lint/a11y/noAutofocus: see above
          autoFocus={free}
          maxLength={200}
          aria-label={t('dialer.number')}
          aria-describedby="dial-understood"
          placeholder={t('dialer.placeholder')}
          data-long={text.length > 18 || undefined}
          value={text}
          onChange={({ target }) => {
            const atEnd = target.selectionStart === target.value.length;
            void dialerActions.setText(target.value, atEnd);
          }}
          onPaste={takePasted}
          onDrop={takePasted}
        />
        <Understood text={text} understood={understood} />
        <RefusedDial onPlaced={onPlaced} onDismiss={letBe} />
        <Keypad
          onPress={(key) => void dialerActions.setText(text + key)}
          onBackspace={() => void dialerActions.setText(text.slice(0, -1))}
        />
        <button type="submit" className="button dial-call" disabled={placing}>
          {placing ? (
            <LoaderCircle className="spinner" size={20} aria-hidden="true" />
          ) : (
            <Phone size={20} aria-hidden="true" />
          )}
          {placing ? t('dialer.calling') : t('dialer.call')}
          {!placing && <Kbd onFill>Enter</Kbd>}
        </button>
      </form>
      <DialOptions />
    </section>
  );
}

function DialOptions() {
  const { t } = useWords();
  const virtualNumber = useAccount(({ view }) => view.virtualNumberDisplay);
  const { record, profileId } = useDialer();
  const { defaultId, profiles } = useProfiles();
  // A profile that was deleted meanwhile is no choice any more.
  const chosen =
    profiles.find(({ id }) => id === profileId) ?? profiles.find(({ id }) => id === defaultId);
  return (
    <div className="dial-options">
      {virtualNumber && (
        <p className="dial-from" title={t('dialer.exoPhone')}>
          <span className="muted">{t('dialer.from')}</span>
          <span className="tabular">{virtualNumber}</span>
        </p>
      )}
      <Switch
        label={t('dialer.record')}
        checked={record ?? chosen?.profile.record ?? false}
        onChange={dialerActions.setRecord}
      />
      {profiles.length > 1 && chosen && (
        <SelectField
          label={t('profiles.chooser')}
          value={chosen.id}
          choices={profiles.map(({ id, profile }) => ({ value: id, label: profile.name }))}
          onChange={dialerActions.setProfile}
        />
      )}
    </div>
  );
}

/**
 * Digits typed anywhere on the screen go into the field, unless a call is shown: then they choose
 * its result.
 */
function usePhysicalKeys(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (isTyping(event) || hasModifier(event)) return;
      if (useCalls.getState().current.length > 0) return;
      // The key itself lands in the field that has the focus by then.
      if (/^[0-9+*#]$/.test(event.key) || event.key === 'Backspace') input.current?.focus();
    }
    // Pasting anywhere on the screen means the number field, too.
    function onPaste(event: ClipboardEvent): void {
      const target = event.target;
      if (target instanceof Element && target.closest('input, textarea')) return;
      const pasted = event.clipboardData?.getData('text') ?? '';
      if (pasted === '') return;
      input.current?.focus();
      void dialerActions.setText(onOneLine(pasted));
    }
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('paste', onPaste);
    };
  }, [input]);
}
