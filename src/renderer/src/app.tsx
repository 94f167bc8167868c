import { lazy, Suspense } from 'react';
import type { Call } from '../../shared/domain/call.ts';
import { DialPanel } from './features/dialer/dial-panel.tsx';
import { IdleCard } from './features/dialer/idle-card.tsx';
import { RecentNumbers } from './features/dialer/recent-numbers.tsx';
import { Announcer, CallPanel } from './features/live-call/call-panel.tsx';
import type { Screen } from './format/place.ts';
import { Frame, Notices, ScreenBoundary } from './frame.tsx';
import { useAccount } from './stores/account-store.ts';
import { historyBook, recordingsBook } from './stores/book-store.ts';
import { useFocusedCall } from './stores/calls-store.ts';
import { dialerActions } from './stores/dialer-store.ts';
import { goTo, useNavigation } from './stores/navigation-store.ts';
import { useWords } from './ui/use-words.ts';
import './styles/app.css';

const HistoryScreen = lazy(() =>
  import('./features/history/history-screen.tsx').then((m) => ({ default: m.HistoryScreen })),
);
const ContactsScreen = lazy(() =>
  import('./features/contacts/contacts-screen.tsx').then((m) => ({ default: m.ContactsScreen })),
);
const RecordingPanel = lazy(() =>
  import('./features/recordings/recording-panel.tsx').then((m) => ({ default: m.RecordingPanel })),
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
  const screen = useNavigation((state) => state.screen);
  if (mode === 'none') {
    return (
      <main className="first-start">
        <Notices />
        <ScreenBoundary>
          <Suspense>
            <OnboardingScreen />
          </Suspense>
        </ScreenBoundary>
      </main>
    );
  }
  return (
    <Frame>
      <Announcer />
      <ScreenBoundary key={screen}>
        <Suspense fallback={<div aria-busy="true" />}>
          <CurrentScreen screen={screen} />
        </Suspense>
      </ScreenBoundary>
    </Frame>
  );
}

function CurrentScreen({ screen }: { screen: Screen }) {
  switch (screen) {
    case 'dial':
      return <DialScreen />;
    case 'history':
      return <Kept book={historyBook} screen="history" />;
    case 'recordings':
      return <Kept book={recordingsBook} screen="recordings" />;
    case 'contacts':
      return <ContactsScreen onDial={(number) => void dialFrom(number)} />;
    case 'settings':
      return <Settings />;
  }
}

function Kept({ book, screen }: { book: typeof historyBook; screen: 'history' | 'recordings' }) {
  return (
    <HistoryScreen
      key={screen}
      book={book}
      screen={screen}
      onCallBack={(call) => void dialFrom(call.customerNumber)}
      onDial={() => goTo('dial')}
      renderRecording={(call) => (
        // A boundary of its own: while the panel loads, the list keeps the focus.
        <Suspense>
          <RecordingPanel key={call.id} call={call} />
        </Suspense>
      )}
    />
  );
}

function DialScreen() {
  const call = useFocusedCall();
  return (
    <div className="dial-screen" data-calling={call !== null || undefined}>
      <div className="dial-side">
        <DialPanel onPlaced={focusCall} />
        {call && <RecentNumbers />}
      </div>
      <div className="call-side">
        {call ? (
          <CallPanel call={call} onRedial={(again) => void redial(again)} />
        ) : (
          <>
            <IdleCard />
            <RecentNumbers />
          </>
        )}
      </div>
    </div>
  );
}

function Settings() {
  const { t } = useWords();
  return (
    <SettingsScreen
      renderAccountForm={(onSaved) => (
        <AccountForm submitLabel={t('settings.account.save')} onSaved={onSaved} />
      )}
    />
  );
}

/** Shows the dialer, where a refusal can be read and answered, and dials. */
async function dialFrom(number: string): Promise<void> {
  goTo('dial');
  await dialerActions.setText(number);
  if (await dialerActions.dial(number, 'history')) focusCall();
}

async function redial(call: Call): Promise<void> {
  await dialFrom(call.customerNumber);
}

/** Away from the number field: from here on, digits choose a result. */
function focusCall(): void {
  // The card is there after the next paint.
  window.requestAnimationFrame(() => document.getElementById('current-call')?.focus());
}
