import type { ShellStatus } from '../../../shared/contract/shell.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { accountActions, watchAccount } from './account-store.ts';
import { watchCallLists } from './call-list-store.ts';
import { callActions, watchCalls } from './calls-store.ts';
import { watchContacts } from './contacts-store.ts';
import { deskActions, watchDesk } from './desk-store.ts';
import { watchDetail } from './detail-store.ts';
import { watchDialer } from './dialer-store.ts';
import { watchEntrances } from './entrances-store.ts';
import { floorActions, watchFloor } from './floor-store.ts';
import { missedActions, watchMissed } from './missed-store.ts';
import { watchNavigation } from './navigation-store.ts';
import { watchOnline } from './online-store.ts';
import { watchOpenCall } from './open-call.ts';
import { profileActions, watchProfiles } from './profiles-store.ts';
import { watchRecordings } from './recordings-store.ts';
import { settingsActions, watchSettings } from './settings-store.ts';
import { shellActions, watchShell } from './shell-store.ts';
import { watchStatusCallbacks } from './status-callbacks-store.ts';
import { watchUpdates } from './updates-store.ts';

/** What a window has to know before it shows anything. */
export interface Started {
  settings: Settings;
  status: ShellStatus;
}

/**
 * Subscribes to main first and then queries it, so that no change falls in between. The small
 * window starts only the stores it shows. Resolves to null if main did not respond.
 */
export async function startStores(window: 'main' | 'mini'): Promise<Started | null> {
  watchAccount();
  watchSettings();
  watchShell();
  watchDesk();
  watchCalls();
  watchContacts();
  if (window === 'main') watchMainWindow();
  const [settings, status] = await Promise.all([
    settingsActions.load(),
    shellActions.load(),
    // Which calls matter depends on the account.
    accountActions.load().then(callActions.load),
    // The main window's page is told what is waiting when it has loaded, without asking.
    ...(window === 'main'
      ? [profileActions.load(), floorActions.load(), missedActions.load()]
      : [deskActions.load()]),
  ]);
  return settings && status ? { settings, status } : null;
}

function watchMainWindow(): void {
  watchFloor();
  watchMissed();
  watchStatusCallbacks();
  watchEntrances();
  watchCallLists();
  watchDetail();
  watchProfiles();
  watchRecordings();
  watchDialer();
  watchNavigation();
  watchOpenCall();
  watchOnline();
  watchUpdates();
}
