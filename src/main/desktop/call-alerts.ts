import { BrowserWindow } from 'electron';
import type { Call } from '../../shared/domain/call.ts';
import type { CallService } from '../calls/call-service.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Notifier } from '../os/notifications.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { callNotification } from './call-notification.ts';
import type { MiniFlow } from './mini-flow.ts';

export interface CallAlertsOptions {
  calls: CallService;
  settings: SettingsService;
  notifier: Notifier;
  t: Translate;
  flow: MiniFlow;
  openMain: (callId: string) => void;
}

/** Notifies the agent when a call is over, or in doubt. Returns a function that stops it. */
export function alertOfCalls(options: CallAlertsOptions): () => void {
  const { calls, settings, notifier, t, flow, openMain } = options;
  return calls.ended.on((call: Call) => {
    flow.over(call);
    // If a Handset window has the focus, the agent sees it there.
    if (settings.get().notifyCallEnded && BrowserWindow.getFocusedWindow() === null)
      notifier.show(callNotification(call, t), () => openMain(call.id));
  });
}
