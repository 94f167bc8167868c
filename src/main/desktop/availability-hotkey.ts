import { BrowserWindow } from 'electron';
import { canChoose, otherWish } from '../../shared/floor-text.ts';
import { endAll } from '../base/end-all.ts';
import { watch } from '../base/watch.ts';
import type { FloorService } from '../floor/floor-service.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Notices } from '../notices/notice-board.ts';
import type { Notifier } from '../os/notifications.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { toggledText } from './availability-notification.ts';
import { composeHotkey } from './desktop-hotkey.ts';

export interface AvailabilityHotkeyOptions {
  floor: FloorService;
  settings: SettingsService;
  notices: Notices;
  notifier: Notifier;
  t: Translate;
  openMain: (callId: string | null) => void;
}

/**
 * Lets a system-wide hotkey change between available and a break, while a floor is joined, and says
 * what the agent is then. Returns a function that removes it.
 */
export function followAvailabilityHotkey(options: AvailabilityHotkeyOptions): () => void {
  const { floor, settings, notices } = options;
  const isJoined = (): boolean => floor.view().joined !== null;
  const hotkey = composeHotkey({
    wanted: () => (isJoined() && settings.get().availabilityHotkey) || null,
    others: () => [settings.get().hotkey],
    onPress: () => toggle(options),
    notices,
    notice: 'availability_hotkey_taken',
  });
  hotkey.follow();
  return endAll([
    settings.addCheck(({ availabilityHotkey: wanted }) => {
      if (wanted) hotkey.attempt(wanted);
    }),
    settings.changed.on(hotkey.follow),
    watch(floor.changed.on, isJoined, hotkey.follow),
    hotkey.dispose,
  ]);
}

/** Where a window of Handset has the focus, the title bar says it. */
function toggle({ floor, notifier, t, openMain }: AvailabilityHotkeyOptions): void {
  const { availability, connection } = floor.view();
  if (canChoose(connection)) floor.handlers.setAvailability(otherWish(availability.wish));
  if (BrowserWindow.getFocusedWindow() === null)
    notifier.show({ ...toggledText(floor.view(), t), silent: true }, () => openMain(null));
}
