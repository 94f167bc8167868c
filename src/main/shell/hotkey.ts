import { globalShortcut } from 'electron';
import { isHotkey } from './accelerator.ts';

/** `taken`: another program, or the system, has it. `invalid`: no modifier, or no such key. */
export type HotkeyState = 'registered' | 'off' | 'taken' | 'invalid';

export interface Hotkey {
  /** Registers this accelerator instead of the one before; null switches the hotkey off. */
  set(accelerator: string | null): HotkeyState;
  dispose(): void;
}

/** The system-wide hotkey; to be made after the app is ready. */
export function createHotkey(onPress: () => void): Hotkey {
  let current: string | null = null;
  let state: HotkeyState = 'off';

  function release(): void {
    if (current !== null && state === 'registered') globalShortcut.unregister(current);
    current = null;
    state = 'off';
  }

  return {
    set(accelerator) {
      // A hotkey that was taken is tried again: the other program may have quit.
      if (accelerator === current && state === 'registered') return state;
      release();
      current = accelerator;
      state = accelerator === null ? 'off' : register(accelerator, onPress);
      return state;
    },
    dispose: release,
  };
}

function register(accelerator: string, onPress: () => void): HotkeyState {
  if (!isHotkey(accelerator)) return 'invalid';
  try {
    return globalShortcut.register(accelerator, onPress) ? 'registered' : 'taken';
  } catch {
    // Electron throws on an accelerator that it cannot parse.
    return 'invalid';
  }
}
