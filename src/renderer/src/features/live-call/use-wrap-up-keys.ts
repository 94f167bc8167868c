import { useEffect, useRef } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { isOver, offersResult } from '../../../../shared/domain/wrap-up.ts';
import { inEmptyNumberField } from '../../call/focus.ts';
import { callActions } from '../../stores/calls-store.ts';
import type { NamedResult } from '../../stores/settings-store.ts';
import { hasModifier, hasOwnEnter, isInOverlay, isTyping } from '../../ui/is-typing.ts';
import { createKeyReader } from './typed-ahead.ts';

interface WrapUpKeys {
  call: Call;
  results: readonly NamedResult[];
  /** Closes the call, with this result or as its button says. */
  onFile: (disposition?: string) => void;
  /**
   * Takes keys that turned out to be the next number. Absent if no number is typed in this window.
   */
  onNumber?: (keys: string) => void;
  /** A number is in the field: digits and Enter belong to it. */
  numberWaits: boolean;
}

/**
 * Handles the keys at a call's end, wherever the focus is: a digit chooses a result unless the
 * agent is typing; with Ctrl or Cmd it chooses and files at once, even from the note; Enter files.
 */
export function useWrapUpKeys(options: WrapUpKeys): void {
  const latest = useRef(options);
  latest.current = options;
  const { id } = options.call;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was pressed for one call says nothing of the next.
  useEffect(() => {
    const press = createKeyHandler(() => latest.current);
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing || isInOverlay(event)) return;
      if (press(event)) event.preventDefault();
    }
    // Runs before the field's own handler: Enter in an empty field does not dial.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [id]);
}

/** The handler returns whether it took the key. */
function createKeyHandler(current: () => WrapUpKeys): (event: KeyboardEvent) => boolean {
  const reader = createKeyReader();
  let before: string | null = null;

  function digit(event: KeyboardEvent): boolean {
    const { call, results, onNumber } = current();
    // Without a number field, each digit is a choice.
    if (!onNumber) reader.forget();
    const meaning = reader.read(event.key, offersResult(call) ? results.length : 0);
    if (meaning?.kind === 'result') {
      before = call.disposition;
      choose(call, results[meaning.index]?.id);
      return true;
    }
    if (!meaning?.first || !onNumber) return false;
    // It was not a result: undo it as if that digit had never been pressed.
    void callActions.setDisposition(call.id, before);
    onNumber(meaning.first + event.key);
    return true;
  }

  return (event) => {
    const { call, results, onFile, numberWaits } = current();
    const commanded = commandedDigit(event);
    const result = commanded === null ? undefined : results[commanded - 1];
    if (result && offersResult(call)) {
      if (event.repeat) return true;
      if (isOver(call)) onFile(result.id);
      else choose(call, result.id);
      return true;
    }
    if (event.key === 'Enter' && isCommand(event) && !isTyping(event)) {
      if (!event.repeat) onFile();
      return true;
    }
    if (hasModifier(event)) return false;
    const inField = inEmptyNumberField(event);
    if (event.key === 'Enter' && !numberWaits && (inField || !hasOwnEnter(event))) {
      // A held key is the Enter that dialled.
      if (!event.repeat) onFile();
      return true;
    }
    if (numberWaits || isTyping(event)) return false;
    // A held digit counts only once; its repeats are not a number.
    return event.repeat ? /^\d$/.test(event.key) : digit(event);
  };
}

function choose(call: Call, id: string | undefined): void {
  if (id !== undefined && id !== call.disposition) void callActions.setDisposition(call.id, id);
}

function isCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

/** Goes by the key's position: with Ctrl some layouts report another character, or none. */
function commandedDigit(event: KeyboardEvent): number | null {
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(event.code) ?? [];
  return digit !== undefined && isCommand(event) ? Number(digit) : null;
}
