import { globalShortcut } from 'electron';
import { isHotkey } from './accelerator.ts';
import { isWayland } from './session.ts';

/**
 * `taken`: another program, or the system, has it. `invalid`: no modifier, or no such key. `asked`:
 * the desktop was asked for it but does not say whether it will deliver it.
 */
export type HotkeyState = 'registered' | 'asked' | 'off' | 'taken' | 'invalid';

export interface Hotkey {
  /** Registers this accelerator in place of the previous one; null switches the hotkey off. */
  set(accelerator: string | null): HotkeyState;
  dispose(): void;
}

/** Creates the system-wide hotkey; call it once the app is ready. */
export function createHotkey(onPress: () => void): Hotkey {
  let current: string | null = null;
  let state: HotkeyState = 'off';
  /** Counts registrations: only the newest one may trigger. */
  let newest = 0;

  function isHeld(): boolean {
    return state === 'registered' || state === 'asked';
  }

  function release(): void {
    if (current !== null && isHeld()) globalShortcut.unregister(current);
    current = null;
    state = 'off';
    newest += 1;
  }

  return {
    set(accelerator) {
      // A hotkey that was taken is tried again: the other program may have quit.
      if (accelerator === current && isHeld()) return state;
      release();
      current = accelerator;
      const mine = newest;
      // On Wayland a shortcut cannot be taken back: one that was switched off or changed keeps
      // calling (electron_api_global_shortcut.cc, Unregister).
      const press = (): void => {
        if (mine === newest) onPress();
      };
      state = accelerator === null ? 'off' : register(accelerator, press);
      return state;
    },
    dispose: release,
  };
}

function register(accelerator: string, onPress: () => void): HotkeyState {
  if (!isHotkey(accelerator)) return 'invalid';
  try {
    if (!globalShortcut.register(accelerator, onPress)) return 'taken';
  } catch {
    // Electron throws if it cannot parse an accelerator.
    return 'invalid';
  }
  // The desktop's portal accepts everything and asks the agent afterwards, or does not.
  return isWayland() ? 'asked' : 'registered';
}
