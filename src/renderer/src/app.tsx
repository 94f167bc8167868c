import { lazy, Suspense, useDeferredValue } from 'react';
import { DialScreen, dialAgain, dialNumber } from './dial-screen.tsx';
import { Announcer } from './features/live-call/call-panel.tsx';
import { AppFrame } from './frame/app-frame.tsx';
import { NoticeList } from './frame/notice-list.tsx';
import { ScreenBoundary } from './frame/screen-boundary.tsx';
import { useTextSizeKeys } from './frame/window-keys.ts';
import type { Route } from './route.ts';
import { useAccount } from './stores/account-store.ts';
import { type CallListStore, historyList, recordingsList } from './stores/call-list-store.ts';
import { goTo, useNavigation } from './stores/navigation-store.ts';
import { useI18n } from './ui/use-i18n.ts';

const HistoryScreen = lazy(() =>
  import('./features/history/history-screen.tsx').then((m) => ({ default: m.HistoryScreen })),
);
const ContactsScreen = lazy(() =>
  import('./features/contacts/contacts-screen.tsx').then((m) => ({ default: m.ContactsScreen })),
);
const RecordingPanel = lazy(() =>
  import('./features/recordings/recording-panel.tsx').then((m) => ({ default: m.RecordingPanel })),
);
const WithoutCall = lazy(() =>
  import('./features/recordings/without-call.tsx').then((m) => ({ default: m.WithoutCall })),
);
const SettingsScreen = lazy(() =>
  import('./features/settings/settings-screen.tsx').then((m) => ({ default: m.SettingsScreen })),
);
const OnboardingScreen = lazy(() =>
  import('./features/onboarding/onboarding-screen.tsx').then((m) => ({
    default: m.OnboardingScreen,
  })),
);
const AccountForm = lazy(() =>
  import('./features/onboarding/account-form.tsx').then((m) => ({ default: m.AccountForm })),
);

/** The main window. Features meet here, and nowhere else. */
export function App() {
  const mode = useAccount(({ view }) => view.mode);
  const asked = useNavigation();
  // The screen before stays until the code of the next one is here: never a window without a screen.
  const deferred = useDeferredValue(asked);
  // Only the screen waits. A detail that came late would undo the choices made since.
  const place = deferred.screen === asked.screen ? asked : deferred;
  useTextSizeKeys();
  if (mode === 'none') {
    return (
      <main className="first-start">
        <NoticeList />
        <ScreenBoundary>
          <Suspense>
            <OnboardingScreen />
          </Suspense>
        </ScreenBoundary>
      </main>
    );
  }
  return (
    <AppFrame>
      <Announcer />
      {/* Around the key: a Suspense that is new with each screen would show its fallback. */}
      <Suspense fallback={<div aria-busy="true" />}>
        <ScreenBoundary key={place.screen}>
          <CurrentScreen place={place} />
        </ScreenBoundary>
      </Suspense>
    </AppFrame>
  );
}

function CurrentScreen({ place: { screen, detail } }: { place: Route }) {
  switch (screen) {
    case 'dial':
      return <DialScreen />;
    case 'history':
      return <CallListRoute list={historyList} screen="history" openId={detail} />;
    case 'recordings':
      return <CallListRoute list={recordingsList} screen="recordings" openId={detail} />;
    case 'contacts':
      return <ContactsScreen onDial={(number) => void dialNumber(number)} />;
    case 'settings':
      return <SettingsRoute />;
  }
}

interface KeptProps {
  list: CallListStore;
  screen: 'history' | 'recordings';
  openId: string | null;
}

function CallListRoute({ list, screen, openId }: KeptProps) {
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
        // A boundary of its own: while the panel loads, the list keeps the focus.
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
        // A boundary of its own: while the form loads, the settings around it stay.
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
