import { BrowserWindow } from 'electron';
import type { Call } from '../../shared/domain/call.ts';
import { endAll } from '../base/end-all.ts';
import type { CallService } from '../calls/call-service.ts';
import type { Translate } from '../i18n/translate.ts';
import type { Notifier } from '../os/notifications.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { arrivalNotification, callNotification } from './call-notification.ts';
import type { MiniFlow } from './mini-flow.ts';

export interface CallAlertsOptions {
  calls: CallService;
  settings: SettingsService;
  notifier: Notifier;
  t: Translate;
  flow: MiniFlow;
  openMain: (callId: string) => void;
}

/**
 * Notifies the agent when a customer calls, and when a call is over or in doubt. The keyboard stays
 * where it is. Returns a function that stops it.
 */
export function alertOfCalls(options: CallAlertsOptions): () => void {
  const { calls, settings, notifier, t, flow, openMain } = options;
  // If a Handset window has the focus, the agent sees it there.
  const isSeen = (): boolean => BrowserWindow.getFocusedWindow() !== null;
  return endAll([
    calls.arrived.on((call: Call) => {
      flow.arrived(call);
      if (!isSeen()) notifier.show(arrivalNotification(call, t), () => openMain(call.id));
    }),
    calls.ended.on((call: Call) => {
      flow.over(call);
      if (settings.get().notifyCallEnded && !isQuiet(call) && !isSeen())
        notifier.show(callNotification(call, t), () => openMain(call.id));
    }),
  ]);
}

/** A call that went on to a colleague concerns this agent no more. */
function isQuiet({ outcome }: Call): boolean {
  return outcome === 'passed_on' || outcome === 'answered_elsewhere';
}
