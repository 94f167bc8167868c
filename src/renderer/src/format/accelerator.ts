import type { Platform } from '../../../shared/domain/accelerator.ts';

/** The part of a key press that a shortcut is made of. */
export interface KeyPress {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * The accelerator that a key press stands for; null while only modifiers are down, or when none but
 * Shift is: a capital letter must not dial.
 *
 * Names: https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts#accelerators
 */
export function acceleratorOf(press: KeyPress, platform: Platform): string | null {
  const key = keyName(press);
  if (key === null) return null;
  const command = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const parts = [
    ...(command ? ['CommandOrControl'] : []),
    ...(platform === 'darwin' && press.ctrlKey ? ['Control'] : []),
    ...(platform !== 'darwin' && press.metaKey ? ['Super'] : []),
    ...(press.altKey ? ['Alt'] : []),
  ];
  if (parts.length === 0) return null;
  return [...parts, ...(press.shiftKey ? ['Shift'] : []), key].join('+');
}

/** Ctrl or Cmd with one key, without the plus sign between them: the key may be one itself. */
export function commandAnd(key: string, platform: Platform): string {
  return platform === 'darwin' ? `⌘${key}` : `Ctrl ${key}`;
}

const named: Record<string, string> = {
  Space: 'Space',
  Enter: 'Enter',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Home: 'Home',
  End: 'End',
  PageUp: 'PageUp',
  PageDown: 'PageDown',
  Insert: 'Insert',
  Delete: 'Delete',
  Backspace: 'Backspace',
  Tab: 'Tab',
};

/** `code` names the key wherever it stands; with Alt, `key` may be another character altogether. */
function keyName({ code, key }: KeyPress): string | null {
  const letterOrDigit = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  if (letterOrDigit) return letterOrDigit[1] ?? letterOrDigit[2] ?? null;
  if (/^F(?:[1-9]|1\d|2[0-4])$/.test(key)) return key;
  return named[code] ?? null;
}
