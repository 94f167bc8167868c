import type { ShellStatus } from '../../../shared/contract/shell.ts';
import type { Settings } from '../../../shared/domain/settings.ts';
import { accountActions, watchAccount } from './account-store.ts';
import { watchCallLists } from './call-list-store.ts';
import { callActions, watchCalls } from './calls-store.ts';
import { watchContacts } from './contacts-store.ts';
import { watchDetail } from './detail-store.ts';
import { watchDialer } from './dialer-store.ts';
import { watchEntrances } from './entrances-store.ts';
import { watchNavigation } from './navigation-store.ts';
import { watchOnline } from './online-store.ts';
import { watchOpenCall } from './open-call.ts';
import { profileActions, watchProfiles } from './profiles-store.ts';
import { watchRecordings } from './recordings-store.ts';
import { settingsActions, watchSettings } from './settings-store.ts';
import { shellActions, watchShell } from './shell-store.ts';
import { statusCallbackActions, watchStatusCallbacks } from './status-callbacks-store.ts';
import { watchUpdates } from './updates-store.ts';

/**
 * Listens to main first and asks it then, so that no change falls in between. Null: main did not
 * answer.
 */
export async function startStores(): Promise<{ settings: Settings; status: ShellStatus } | null> {
  watchAccount();
  watchSettings();
  watchShell();
  watchStatusCallbacks();
  watchEntrances();
  watchCalls();
  watchCallLists();
  watchDetail();
  watchContacts();
  watchProfiles();
  watchRecordings();
  watchDialer();
  watchNavigation();
  watchOpenCall();
  watchOnline();
  watchUpdates();
  const [settings, status] = await Promise.all([
    settingsActions.load(),
    shellActions.load(),
    // Which calls matter depends on the account.
    accountActions.load().then(callActions.load),
    statusCallbackActions.load(),
    profileActions.load(),
  ]);
  return settings && status ? { settings, status } : null;
}
