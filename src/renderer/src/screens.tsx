import { type ReactNode, Suspense } from 'react';
import { DialScreen, dialAgain, dialNumber } from './dial-screen.tsx';
import { ContactsScreen, contactsEntry } from './features/contacts/index.ts';
import { dialEntry } from './features/dialer/index.ts';
import { HistoryScreen, historyEntry } from './features/history/index.ts';
import { MissedScreen, missedEntry } from './features/missed/index.ts';
import { AccountForm } from './features/onboarding/index.ts';
import { RecordingPanel, recordingsEntry, WithoutCall } from './features/recordings/index.ts';
import { SettingsScreen, settingsEntry } from './features/settings/index.ts';
import type { Screen } from './route.ts';
import type { ScreenEntry } from './screen-entry.ts';
import { type CallListStore, historyList, recordingsList } from './stores/call-list-store.ts';
import { useMissed } from './stores/missed-store.ts';
import { goTo, useNavigation } from './stores/navigation-store.ts';
import { useI18n } from './ui/use-i18n.ts';

/** A screen of the main window. Features meet here, and nowhere else. */
interface AppScreen extends ScreenEntry {
  /** `detail`: what the address names in addition to the screen. */
  render: (detail: string | null) => ReactNode;
}

/** One for each name an address may have: a missing screen is a type error. */
const byName: { [S in Screen]: ScreenEntry<S> & AppScreen } = {
  dial: { ...dialEntry, render: () => <DialScreen /> },
  history: {
    ...historyEntry,
    render: (detail) => <CallListRoute list={historyList} screen="history" openId={detail} />,
  },
  contacts: {
    ...contactsEntry,
    render: () => <ContactsScreen onDial={(number) => void dialNumber(number)} />,
  },
  recordings: {
    ...recordingsEntry,
    render: (detail) => <CallListRoute list={recordingsList} screen="recordings" openId={detail} />,
  },
  missed: {
    ...missedEntry,
    render: () => (
      <MissedScreen
        onDial={(number) => void dialNumber(number, 'missed')}
        onOpen={(callId) => goTo('history', callId)}
      />
    ),
  },
  settings: { ...settingsEntry, render: () => <SettingsRoute /> },
};

/** In the navigation's order. */
const screens: readonly AppScreen[] = Object.values(byName).sort((a, b) => a.order - b.order);

/** Those that lead anywhere: where no calls come in, none are missed. */
export function useScreens(): readonly AppScreen[] {
  const used = useMissed((state) => state.used);
  const here = useNavigation((state) => state.screen);
  return screens.filter(({ screen }) => screen !== 'missed' || used || here === 'missed');
}

export function renderScreen(screen: Screen, detail: string | null): ReactNode {
  return byName[screen].render(detail);
}

interface CallListRouteProps {
  list: CallListStore;
  screen: 'history' | 'recordings';
  openId: string | null;
}

function CallListRoute({ list, screen, openId }: CallListRouteProps) {
  return (
    <HistoryScreen
      key={screen}
      list={list}
      screen={screen}
      openId={openId}
      onDial={(call) => void dialAgain(call)}
      onOpenDialer={() => goTo('dial')}
      above={
        screen === 'recordings' && (
          <Suspense>
            <WithoutCall />
          </Suspense>
        )
      }
      renderRecording={(call) => (
        // A separate boundary: while the panel loads, the list keeps the focus.
        <Suspense>
          <RecordingPanel key={call.id} call={call} />
        </Suspense>
      )}
    />
  );
}

function SettingsRoute() {
  const { t } = useI18n();
  return (
    <SettingsScreen
      renderAccountForm={(onDone) => (
        // A separate boundary: while the form loads, the settings around it stay.
        <Suspense>
          <AccountForm
            submitLabel={t('settings.account.save')}
            onSaved={onDone}
            onCancel={onDone}
          />
        </Suspense>
      )}
    />
  );
}
