import { type RefObject, useEffect } from 'react';
import { onOneLine } from '../../../../shared/domain/one-line.ts';
import { focusNumberField } from '../../call/focus.ts';
import { dialerActions, useDialer } from '../../stores/dialer-store.ts';
import { hasModifier, hasOwnEnter, isTyping } from '../../ui/is-typing.ts';

/**
 * Takes keys pressed anywhere on the screen, unless something else took them, as meant for the
 * number: digits and Backspace go to its field, Enter dials what is in it, and a pasted text
 * replaces it.
 */
export function usePhysicalKeys(
  input: RefObject<HTMLInputElement | null>,
  form: RefObject<HTMLFormElement | null>,
): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || isTyping(event) || hasModifier(event)) return;
      const { text } = useDialer.getState();
      if (event.key === 'Enter' && !event.repeat && text !== '' && !hasOwnEnter(event)) {
        event.preventDefault();
        form.current?.requestSubmit();
      }
      // The key itself arrives in the field, which has the focus by then.
      const erases = event.key === 'Backspace' && text !== '';
      if (/^[0-9+*#()]$/.test(event.key) || erases) focusNumberField();
    }
    function onPaste(event: ClipboardEvent): void {
      const target = event.target;
      if (target instanceof Element && target.closest('input, textarea, [role="dialog"]')) return;
      const pasted = event.clipboardData?.getData('text') ?? '';
      if (pasted.trim() === '') return;
      event.preventDefault();
      input.current?.focus();
      void dialerActions.setText(onOneLine(pasted));
    }
    window.addEventListener('keydown', onKeyDown);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
      window.removeEventListener('paste', onPaste);
    };
  }, [input, form]);
}
