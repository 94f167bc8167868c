import { randomUUID } from 'node:crypto';
import type { WaitingDial } from '../../shared/contract/dialing.ts';
import type { Call } from '../../shared/domain/call.ts';
import { isFromWindow } from '../../shared/domain/dial-sources.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import { accountInUse } from '../account/account-in-use.ts';
import type { AccountService } from '../account/account-service.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import { endAll } from '../base/end-all.ts';
import type { Log } from '../base/log.ts';
import { watch } from '../base/watch.ts';
import type { CallService } from '../calls/call-service.ts';
import { DialDesk } from '../dialing/dial-desk.ts';
import type { DialService } from '../dialing/dial-service.ts';
import type { Words } from '../i18n/words.ts';
import type { Notices } from '../notices/notice-board.ts';
import type { Notifier } from '../os/notifications.ts';
import { isWayland } from '../os/session.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { DialOffers } from './dial-offers.ts';
import { showsCalls } from './main-window.ts';
import { MiniFlow } from './mini-flow.ts';
import type { Windows } from './windows.ts';

export interface DialSurfacesOptions {
  clock: Clock;
  log: Log;
  settings: SettingsService;
  account: AccountService;
  calls: CallService;
  dialing: DialService;
  understand: (text: string) => UnderstoodNumber;
  words: Words;
  notices: Notices;
  notifier: Notifier;
  windows: Windows;
}

export type DialSurfaces = ReturnType<typeof createDialSurfaces>;

/** Shows the agent the desk, and the call that comes of a dial from elsewhere. */
export function createDialSurfaces(options: DialSurfacesOptions) {
  const { log, settings, account, calls, dialing, words, windows } = options;
  const changed = new Emitter<null>();
  /** The small window's call was filed. */
  const filed = new Emitter<{ call: Call; before: string | null }>();
  const isPractice = (): boolean => account.isPractice();
  const inUse = (): string => accountInUse(account.view());
  const desk = new DialDesk({
    ...options,
    newId: randomUUID,
    settings: () => settings.get(),
    describe: words.sentence,
    dial: (request, inMain) =>
      inMain ? dialing.dial(request) : flow.dial(() => dialing.dial(request)),
    isSeen: () => !isWayland() || windows.mini.isFocused(),
  });
  const flow = new MiniFlow({
    window: windows.mini,
    mainHasFocus: () => windows.main.isFocused(),
    mainShowsCalls: () => showsCalls(windows.main),
    isPending: () => desk.current()?.inMain === false,
    onCall: calls.changed.on,
    changed: () => changed.emit(null),
  });
  const offers = new DialOffers({
    ...options,
    desk,
    isPractice,
    describe: words.sentence,
    mini: windows.mini,
    miniFlow: flow,
    openMain: windows.openMain,
    onBug: (cause) => log.error('a dial failed', cause),
  });

  /** Listens from now on; returns a function that stops it. */
  function follow(): () => void {
    return endAll([
      desk.changed.on(() => showDesk(desk.current(), flow, windows)),
      desk.failed.on((failure) => offers.failed(failure)),
      windows.miniClosed.on(() => {
        const waiting = desk.current();
        if (waiting?.inMain === false) desk.cancel(waiting.id);
        flow.dismiss();
      }),
      windows.miniShown.on(() => desk.shown()),
      windows.pageGone.on(() => desk.hold()),
      windows.callOpened.on(({ id }) => flow.openedInMain(id)),
      calls.filed.on((each) => {
        if (flow.callId() === each.call.id) filed.emit(each);
        flow.filed(each.call.id);
      }),
      watch(account.changed.on, inUse, () => desk.accountChanged()),
      // The other account has another history.
      watch(account.changed.on, isPractice, () => flow.dismiss()),
    ]);
  }
  return { desk, offers, flow, changed, filed, follow };
}

/** Shows the dial in the small window, or in the main one if it can only be answered there. */
function showDesk(waiting: WaitingDial | null, flow: MiniFlow, windows: Windows): void {
  flow.pendingChanged();
  if (waiting?.inMain && !isFromWindow(waiting.source)) windows.openMain(null);
}
