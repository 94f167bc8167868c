import { useEffect, useRef } from 'react';
import { hasModifier, hasOwnEnter, isTyping } from '../ui/is-typing.ts';

interface MiniKeys {
  /** Unless the focused element takes it. */
  onEnter?: (() => void) | undefined;
  onEscape?: () => void;
  /** 1 to 9, outside text. */
  onDigit?: (digit: number) => void;
  /** Up and down, outside text. */
  onStep?: (step: 1 | -1) => void;
}

/**
 * Handles the keys of the small window's view. A held key counts once, and a composed one not at
 * all.
 */
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
  if (hasModifier(event)) return undefined;
  if (event.key === 'Escape') return onEscape;
  if (event.key === 'Enter') return hasOwnEnter(event) ? undefined : onEnter;
  if (isTyping(event)) return undefined;
  if (onDigit && /^[1-9]$/.test(event.key)) return () => onDigit(Number(event.key));
  if (onStep && event.key === 'ArrowDown') return () => onStep(1);
  if (onStep && event.key === 'ArrowUp') return () => onStep(-1);
  return undefined;
}
