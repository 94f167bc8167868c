import type { Database } from 'better-sqlite3';
import { app } from 'electron';
import { assertNever } from '../../shared/assert-never.ts';
import type { Call, NumberedCall } from '../../shared/domain/call.ts';
import { recentWith } from '../../shared/domain/recent-numbers.ts';
import type { AccountService } from '../account/account-service.ts';
import { endAll } from '../base/end-all.ts';
import type { CallService } from '../calls/call-service.ts';
import type { Contacts } from '../contacts/contacts.ts';
import type { FloorService } from '../floor/floor-service.ts';
import type { Translate } from '../i18n/translate.ts';
import type { MissedService } from '../missed/missed-service.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { listRecentNumbers } from '../storage/tables/call-history.ts';
import { listCurrent } from '../storage/tables/wrap-ups.ts';
import { createTray } from './tray.ts';
import { recentShown, type TrayAction } from './tray-model.ts';

export interface TrayPresenterOptions {
  db: Database;
  /** Folder of the icons. */
  icons: string;
  t: Translate;
  settings: SettingsService;
  account: AccountService;
  calls: CallService;
  contacts: Contacts;
  floor: FloorService;
  missed: MissedService;
  open: (callId: string | null) => void;
  openMissed: () => void;
  dialClipboard: () => void;
  /** Dials as the hotkey does. */
  offer: (number: string) => void;
  /** Called when the account changed while the menu was open: nothing is dialled. */
  refuse: () => void;
}

/**
 * Shows the tray as the database has it, for the open history only. Returns a function that removes
 * it.
 */
export function presentTray(options: TrayPresenterOptions): () => void {
  const { db, icons, t, account, calls, floor, missed } = options;
  const tray = createTray({ icons, t, run: (action) => run(action, options) });
  let recent: NumberedCall[] = [];

  function show(): void {
    const practice = account.isPractice();
    const [newest] = listCurrent(db, practice, 1);
    const { waiting } = missed.list();
    tray.set({ call: newest ?? null, recent, practice, floor: floor.view(), missed: waiting });
  }

  function render(): void {
    recent = listRecentNumbers(db, account.isPractice(), recentShown);
    show();
  }

  /** Takes in news of one call; those of the other history are not shown. */
  function hear(call: Call): void {
    if (call.practice !== account.isPractice()) return;
    const next = recentWith(recent, call, recentShown);
    if (next === null) {
      render();
    } else {
      recent = next;
      show();
    }
  }

  const stops = [
    calls.changed.on(hear),
    calls.filed.on(render),
    options.contacts.changed.on(render),
    account.changed.on(render),
    options.settings.changed.on(render),
    floor.changed.on(show),
    missed.changed.on(show),
    () => tray.dispose(),
  ];
  render();
  return endAll(stops);
}

function run(action: TrayAction, options: TrayPresenterOptions): void {
  switch (action.do) {
    case 'open':
      options.open(action.callId);
      break;
    case 'beAvailable':
      void options.floor.handlers.setAvailability(action.wish);
      break;
    case 'endWrapUp':
    case 'signInHere':
    case 'retry':
      void options.floor.handlers[action.do]({});
      break;
    case 'dialClipboard':
      options.dialClipboard();
      break;
    case 'openMissed':
      options.openMissed();
      break;
    case 'quit':
      app.quit();
      break;
    case 'dial':
      if (action.practice === options.account.isPractice()) options.offer(action.number);
      else options.refuse();
      break;
    default:
      assertNever('tray action', action);
  }
}
