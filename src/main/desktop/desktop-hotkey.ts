import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import { createHotkey, type HotkeyState } from '../os/hotkey.ts';

export interface DesktopHotkeyOptions {
  settings: () => Pick<Settings, 'hotkeyEnabled' | 'hotkey'>;
  onPress: () => void;
  /** Called with the configured hotkey if another program has it; null if none does. */
  taken: (accelerator: string | null) => void;
  /** Called when it was set again. */
  changed: () => void;
}

/** Keeps the system-wide hotkey as the settings have it. */
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
    /** Call it when the settings may have changed. */
    follow,
    /** Refuses a shortcut that cannot be registered; the previous one stays in force. */
    attempt(accelerator: string): void {
      const attempted = hotkey.set(accelerator);
      if (attempted === 'registered' || attempted === 'asked') return;
      follow();
      throw new AppFailure(attempted === 'taken' ? 'hotkey_taken' : 'hotkey_invalid');
    },
    dispose: hotkey.dispose,
  };
}
