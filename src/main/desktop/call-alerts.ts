import { BrowserWindow } from 'electron';
import type { Call } from '../../shared/domain/call.ts';
import { endAll } from '../base/end-all.ts';
import type { CallService } from '../calls/call-service.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Notifier } from '../os/notifications.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { arrivalNotification, callNotification } from './call-notification.ts';
import { showsCalls } from './main-window.ts';
import type { MiniFlow } from './mini-flow.ts';
import type { Windows } from './windows.ts';

export interface CallAlertsOptions {
  calls: CallService;
  settings: SettingsService;
  notifier: Notifier;
  t: Translate;
  flow: MiniFlow;
  windows: Pick<Windows, 'main' | 'mini' | 'openMain'>;
}

/**
 * Notifies the agent when a customer calls, and when a call is over or in doubt. The keyboard stays
 * where it is. Returns a function that stops it.
 */
export function alertOfCalls(options: CallAlertsOptions): () => void {
  const { calls, settings, notifier, t, flow, windows } = options;
  // If a Handset window has the focus, the agent sees it there.
  const isSeen = (): boolean => BrowserWindow.getFocusedWindow() !== null;
  return endAll([
    calls.arrived.on((call: Call) => {
      // A phone rings for seconds only: on another screen than the dialer it would be missed.
      const seen = showsCalls(windows.main) || windows.mini.isFocused();
      flow.arrived(call);
      if (!seen) notifier.show(arrivalNotification(call, t), () => windows.openMain(call.id));
    }),
    calls.ended.on((call: Call) => {
      flow.over(call);
      if (settings.get().notifyCallEnded && !isQuiet(call) && !isSeen())
        notifier.show(callNotification(call, t), () => windows.openMain(call.id));
    }),
  ]);
}

/** A call that went on to a colleague concerns this agent no more. */
function isQuiet({ outcome }: Call): boolean {
  return outcome === 'passed_on' || outcome === 'answered_elsewhere';
}
