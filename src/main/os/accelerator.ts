const modifiers = new Set([
  'command',
  'cmd',
  'control',
  'ctrl',
  'commandorcontrol',
  'cmdorctrl',
  'alt',
  'option',
  'altgr',
  'super',
  'meta',
  'shift',
]);

const namedKeys =
  /^(?:plus|space|tab|backspace|delete|insert|return|enter|up|down|left|right|home|end|pageup|pagedown|escape|esc|printscreen|f(?:[1-9]|1\d|2[0-4])|num[0-9])$/;

/**
 * Whether an accelerator may be a system-wide hotkey: one key plus a modifier that typing does not
 * use. Shift alone does not count, or a capital letter would dial.
 *
 * Names: https://www.electronjs.org/docs/latest/tutorial/keyboard-shortcuts#accelerators
 */
export function isHotkey(accelerator: string): boolean {
  const parts = accelerator.split('+').map((part) => part.toLowerCase());
  const key = parts.pop() ?? '';
  const isKey = namedKeys.test(key) || /^[\x21-\x7e]$/.test(key);
  return (
    isKey &&
    parts.every((part) => modifiers.has(part)) &&
    parts.some((part) => part !== 'shift') &&
    new Set(parts).size === parts.length
  );
}
