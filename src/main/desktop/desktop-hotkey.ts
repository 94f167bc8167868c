import { acceleratorLabel, type Platform } from '../../shared/domain/accelerator.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Notices } from '../notices/notice-board.ts';
import { createHotkey, type HotkeyState } from '../os/hotkey.ts';

export interface DesktopHotkeyOptions {
  /** The hotkey as the settings have it; null while it is switched off. */
  wanted: () => string | null;
  /** What the settings have for everything else that has a hotkey. */
  others: () => readonly string[];
  onPress: () => void;
  notices: Notices;
  /** What is said while another program has it. */
  notice: 'hotkey_taken' | 'availability_hotkey_taken';
  /** Called when it was set again. */
  changed?: () => void;
}

/** Keeps one system-wide hotkey as the settings have it. */
export function composeHotkey(options: DesktopHotkeyOptions) {
  const { wanted, others, onPress, notices, notice, changed } = options;
  const hotkey = createHotkey(onPress);
  let state: HotkeyState = 'off';

  function follow(): void {
    const accelerator = wanted();
    state = hotkey.set(accelerator);
    if (accelerator !== null && (state === 'taken' || state === 'invalid'))
      notices.say(notice, {
        accelerator: acceleratorLabel(accelerator, process.platform as Platform),
      });
    else notices.clear(notice);
    changed?.();
  }

  return {
    state: () => state,
    /** Call it when the settings may have changed. */
    follow,
    /** Refuses a shortcut that cannot be registered; the previous one stays in force. */
    attempt(accelerator: string): void {
      if (others().includes(accelerator)) throw new AppFailure('hotkey_double');
      const attempted = hotkey.set(accelerator);
      if (attempted === 'registered' || attempted === 'asked') return;
      follow();
      throw new AppFailure(attempted === 'taken' ? 'hotkey_taken' : 'hotkey_invalid');
    },
    dispose: hotkey.dispose,
  };
}
