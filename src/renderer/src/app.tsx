import { Suspense, useDeferredValue } from 'react';
import { Announcer } from './features/live-call/call-panel.tsx';
import { OnboardingScreen } from './features/onboarding/index.ts';
import { AppFrame } from './frame/app-frame.tsx';
import { NoticeList } from './frame/notice-list.tsx';
import { ScreenBoundary } from './frame/screen-boundary.tsx';
import { useTextSizeKeys } from './frame/window-keys.ts';
import { renderScreen } from './screens.tsx';
import { useAccount } from './stores/account-store.ts';
import { useNavigation } from './stores/navigation-store.ts';

/** The main window: the screen that the address names, or the first start. */
export function App() {
  const mode = useAccount(({ view }) => view.mode);
  const asked = useNavigation();
  // The previous screen stays until the next one's code has loaded, so the window is never empty.
  const deferred = useDeferredValue(asked);
  // Only the screen is deferred. A detail arriving late would undo choices made since.
  const route = deferred.screen === asked.screen ? asked : deferred;
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
      {/* Outside the key: a Suspense that is new with each screen would show its fallback. */}
      <Suspense fallback={<div aria-busy="true" />}>
        <ScreenBoundary key={route.screen}>
          {renderScreen(route.screen, route.detail)}
        </ScreenBoundary>
      </Suspense>
    </AppFrame>
  );
}
