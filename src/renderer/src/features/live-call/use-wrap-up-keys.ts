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
  /** Keys that turned out to be the next number. Absent: no number is typed in this window. */
  onNumber?: (keys: string) => void;
  /** A number stands in the field: digits and Enter are its own. */
  numberWaits: boolean;
}

/**
 * The keys of a call's end, wherever the focus is: a digit chooses a result unless somebody types,
 * Ctrl or Cmd with it chooses and files at once, also out of the note; Enter files.
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
    // Before the field it is pressed in: Enter in an empty one is no dial.
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [id]);
}

/** Answers whether the key was taken. */
function createKeyHandler(current: () => WrapUpKeys): (event: KeyboardEvent) => boolean {
  const reader = createKeyReader();
  let before: string | null = null;

  function digit(event: KeyboardEvent): boolean {
    const { call, results, onNumber } = current();
    // Where no number is typed, each digit is a choice.
    if (!onNumber) reader.forget();
    const meaning = reader.read(event.key, offersResult(call) ? results.length : 0);
    if (meaning?.kind === 'result') {
      before = call.disposition;
      choose(call, results[meaning.index]?.id);
      return true;
    }
    if (!meaning?.first || !onNumber) return false;
    // It was no result: as if that digit had never been pressed.
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
    // A held digit has said all it means with its first press: the rest is no number.
    return event.repeat ? /^\d$/.test(event.key) : digit(event);
  };
}

function choose(call: Call, id: string | undefined): void {
  if (id !== undefined && id !== call.disposition) void callActions.setDisposition(call.id, id);
}

function isCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

/** By the key's place: with Ctrl some layouts tell another character, or none. */
function commandedDigit(event: KeyboardEvent): number | null {
  const [, digit] = /^(?:Digit|Numpad)([1-9])$/.exec(event.code) ?? [];
  return digit !== undefined && isCommand(event) ? Number(digit) : null;
}
