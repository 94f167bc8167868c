import type { Platform } from '../../../shared/domain/accelerator.ts';

/** The properties of a key press that make up a shortcut. */
export interface KeyPress {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/**
 * Returns the accelerator for a key press; null while only modifiers are down, or if Shift is the
 * only one: a capital letter must not dial.
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

/** Ctrl or Cmd and one key, without a plus sign between them: the key itself may be one. */
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

/**
 * `code` names the key by its position; with Alt, `key` may be a different character altogether.
 */
function keyName({ code, key }: KeyPress): string | null {
  const letterOrDigit = /^(?:Key([A-Z])|Digit(\d))$/.exec(code);
  if (letterOrDigit) return letterOrDigit[1] ?? letterOrDigit[2] ?? null;
  if (/^F(?:[1-9]|1\d|2[0-4])$/.test(key)) return key;
  return named[code] ?? null;
}
