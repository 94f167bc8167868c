import { useEffect, useRef } from 'react';
import { hasModifier, hasOwnEnter, isTyping } from '../ui/is-typing.ts';

interface MiniKeys {
  /** Unless what has the focus takes it. */
  onEnter?: (() => void) | undefined;
  onEscape?: () => void;
  /** 1 to 9, outside text. `done`: with Ctrl or Cmd, from inside text as well. */
  onDigit?: (digit: number, done: boolean) => void;
  /** Up and down, outside text. */
  onStep?: (step: 1 | -1) => void;
}

/** The keys of what the small window shows. A held key is one press, and a composed one is none. */
export function useMiniKeys(keys: MiniKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.defaultPrevented || event.isComposing) return;
      if (handled(event, latest.current)) event.preventDefault();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);
}

function handled(event: KeyboardEvent, keys: MiniKeys): boolean {
  const action = actionOf(event, keys);
  if (action && !event.repeat) action();
  return action !== undefined;
}

function actionOf(event: KeyboardEvent, keys: MiniKeys): (() => void) | undefined {
  const { onEnter, onEscape, onDigit, onStep } = keys;
  const digit = digitOf(event);
  if (onDigit && digit !== null && (event.ctrlKey || event.metaKey) && !event.altKey)
    return () => onDigit(digit, true);
  if (hasModifier(event)) return undefined;
  if (event.key === 'Escape') return onEscape;
  if (event.key === 'Enter') return hasOwnEnter(event) ? undefined : onEnter;
  if (isTyping(event)) return undefined;
  if (onDigit && digit !== null) return () => onDigit(digit, false);
  if (onStep && event.key === 'ArrowDown') return () => onStep(1);
  if (onStep && event.key === 'ArrowUp') return () => onStep(-1);
  return undefined;
}

/** Also where the keyboard writes something else with Ctrl, or another digit than the key's. */
function digitOf({ key, code }: KeyboardEvent): number | null {
  const written = /^[1-9]$/.test(key) ? key : /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
  return written === undefined ? null : Number(written);
}
