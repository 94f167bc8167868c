import { useEffect } from 'react';
import { nextTextSize, normalTextSize, type TextSize } from '../../../shared/domain/text-size.ts';
import { screens } from '../screens.tsx';
import { goTo } from '../stores/navigation-store.ts';
import { settingsActions, useSettings } from '../stores/settings-store.ts';
import { useShell } from '../stores/shell-store.ts';

/**
 * Keys that work wherever the agent is: Ctrl or Cmd with +, − and 0 for the text size. The window
 * has no menu on Windows and Linux, which would bring them.
 */
export function useTextSizeKeys(): void {
  const { textSizePercent } = useSettings();
  const platform = useShell(({ status }) => status.platform);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const command = platform === 'darwin' ? event.metaKey : event.ctrlKey;
      if (!command || event.altKey) return;
      const next = sizeAfter(event, textSizePercent);
      if (next === null) return;
      event.preventDefault();
      if (next !== textSizePercent) void settingsActions.update({ textSizePercent: next });
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [textSizePercent, platform]);
}

/** `key` is what the keyboard's layout makes of it; the number pad has its own plus and minus. */
function sizeAfter({ key, code }: KeyboardEvent, now: TextSize): TextSize | null {
  if (key === '+' || key === '=' || code === 'NumpadAdd') return nextTextSize(now, 1);
  if (key === '-' || key === '_' || code === 'NumpadSubtract') return nextTextSize(now, -1);
  return key === '0' || code === 'Numpad0' ? normalTextSize : null;
}

/**
 * Alt with a digit opens a screen, in the order of the navigation. Not with Ctrl or Cmd: during a
 * wrap-up that chooses a result.
 */
export function useScreenKeys(): void {
  const platform = useShell(({ status }) => status.platform);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // By the key's place: with Option, macOS makes another character of it, which may be meant.
      const screen = screens[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1]?.screen;
      if (!screen || inDialog(event) || (platform === 'darwin' && inText(event))) return;
      event.preventDefault();
      goTo(screen);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [platform]);
}

/** A question or a menu that stands over the screen is answered first. */
function inDialog({ target }: KeyboardEvent): boolean {
  const over = '[role="dialog"], [role="alertdialog"], [role="menu"], .select-content';
  return target instanceof HTMLElement && target.closest(over) !== null;
}

function inText({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea') !== null;
}
