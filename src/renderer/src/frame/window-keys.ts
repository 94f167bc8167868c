import { useEffect, useEffectEvent } from 'react';
import { nextTextSize, normalTextSize, type TextSize } from '../../../shared/domain/text-size.ts';
import { useScreens } from '../screens.tsx';
import { goTo } from '../stores/navigation-store.ts';
import { settingsActions, useSettings } from '../stores/settings-store.ts';
import { useShell } from '../stores/shell-store.ts';

/**
 * Keys that work anywhere in the window: Ctrl or Cmd with +, − and 0 for the text size. On Windows
 * and Linux the window has no menu that would provide them.
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

/** `key` depends on the keyboard layout; the number pad has its own plus and minus. */
function sizeAfter({ key, code }: KeyboardEvent, now: TextSize): TextSize | null {
  if (key === '+' || key === '=' || code === 'NumpadAdd') return nextTextSize(now, 1);
  if (key === '-' || key === '_' || code === 'NumpadSubtract') return nextTextSize(now, -1);
  return key === '0' || code === 'Numpad0' ? normalTextSize : null;
}

/**
 * Alt and a digit opens a screen, in the order of the navigation. Not with Ctrl or Cmd: during a
 * wrap-up that chooses a result.
 */
export function useScreenKeys(): void {
  const platform = useShell(({ status }) => status.platform);
  const screens = useScreens();
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      // By the key's position: with Option, macOS turns it into another character, which may be
      // meant.
      const screen = screens[Number(/^Digit([1-9])$/.exec(event.code)?.[1]) - 1]?.screen;
      if (!screen || inDialog(event) || (platform === 'darwin' && inText(event))) return;
      event.preventDefault();
      goTo(screen);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [platform, screens]);
}

/** Ctrl or Cmd with Shift and A, except over a question or an open menu. */
export function useAvailabilityKey(onPress: () => void): void {
  const platform = useShell(({ status }) => status.platform);
  const press = useEffectEvent(onPress);
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const command = platform === 'darwin' ? event.metaKey : event.ctrlKey;
      if (!command || !event.shiftKey || event.altKey || event.code !== 'KeyA') return;
      if (inDialog(event)) return;
      event.preventDefault();
      press();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [platform]);
}

/** A question or a menu over the screen comes first. */
function inDialog({ target }: KeyboardEvent): boolean {
  const over = '[role="dialog"], [role="alertdialog"], [role="menu"], .select-content';
  return target instanceof HTMLElement && target.closest(over) !== null;
}

function inText({ target }: KeyboardEvent): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea') !== null;
}
