import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { createHotkey, type HotkeyState } from '../os/hotkey.ts';

export interface DesktopHotkeyOptions {
  settings: () => Pick<Settings, 'hotkeyEnabled' | 'hotkey'>;
  onPress: () => void;
  /** Another program has this hotkey, which is the one that is set; null: none has it. */
  taken: (accelerator: string | null) => void;
  /** It was set anew. */
  changed: () => void;
}

/** The hotkey as the settings have it. */
export function composeHotkey({ settings, onPress, taken, changed }: DesktopHotkeyOptions) {
  const hotkey = createHotkey(onPress);
  let state: HotkeyState = 'off';

  function follow(): void {
    const { hotkeyEnabled, hotkey: accelerator } = settings();
    state = hotkey.set(hotkeyEnabled ? accelerator : null);
    const unavailable = state === 'taken' || state === 'invalid';
    taken(unavailable ? accelerator : null);
    changed();
  }

  return {
    state: () => state,
    /** The settings may have changed. */
    follow,
    /** A shortcut that cannot be had is refused, and the one before stays in force. */
    attempt(accelerator: string): void {
      const attempted = hotkey.set(accelerator);
      if (attempted === 'registered' || attempted === 'asked') return;
      follow();
      throw new AppFailure(attempted === 'taken' ? 'hotkey_taken' : 'hotkey_invalid');
    },
    dispose: hotkey.dispose,
  };
}
