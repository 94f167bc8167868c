import type { Call } from '../../shared/domain/call.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { AccountService } from '../account/account-service.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import { endAll } from '../base/end-all.ts';
import type { Log } from '../base/log.ts';
import { watch } from '../base/watch.ts';
import type { CallService } from '../calls/call-service.ts';
import type { DialService } from '../dialing/dial-service.ts';
import type { Words } from '../i18n/words.ts';
import type { Notices } from '../notices/notice-board.ts';
import type { Notifier } from '../os/notifications.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { DialOffers } from './dial-offers.ts';
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

/** What the agent sees of a dial from elsewhere, and of the call that comes of it. */
export function createDialSurfaces(options: DialSurfacesOptions) {
  const { log, settings, account, calls, dialing, words, windows } = options;
  const changed = new Emitter<null>();
  /** The call of the small window was filed. */
  const filed = new Emitter<{ call: Call; before: string | null }>();
  const flow = new MiniFlow({
    window: windows.mini,
    mainHasFocus: () => windows.main.isFocused(),
    isPending: () => offers.pending.current() !== null,
    onCall: calls.changed.on,
    changed: () => changed.emit(null),
  });
  const offers = new DialOffers({
    ...options,
    settings: () => settings.get(),
    isPractice: () => account.isPractice(),
    describe: words.sentence,
    dial: (request) => dialing.dial(request),
    mini: windows.mini,
    miniFlow: flow,
    openMain: windows.openMain,
    onBug: (cause) => log.error('a dial failed', cause),
  });

  /** Listens from here on; returns a function that ends that. */
  function follow(): () => void {
    const stops = [
      windows.miniClosed.on(() => {
        offers.cancel();
        flow.dismiss();
      }),
      windows.miniShown.on(() => offers.pending.shown()),
      windows.pageGone.on(() => offers.pending.hold()),
      windows.callOpened.on(({ id }) => flow.openedInMain(id)),
      calls.filed.on((each) => {
        if (flow.callId() === each.call.id) filed.emit(each);
        flow.filed(each.call.id);
      }),
      account.changed.on(() => offers.pending.accountChanged()),
      // The other account has another history.
      watch(
        account.changed.on,
        () => account.isPractice(),
        () => flow.dismiss(),
      ),
    ];
    return endAll([...stops, () => offers.pending.dispose()]);
  }
  return { offers, flow, changed, filed, follow };
}
