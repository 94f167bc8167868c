import '@fontsource-variable/inter/wght.css';
// The file itself is fetched when a Devanagari letter is on the screen: Hindi, or a Hindi name.
import '@fontsource-variable/noto-sans-devanagari/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import { lazy, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import type { Settings } from '../../shared/domain/settings.ts';
import { chosenLanguage } from '../../shared/languages.ts';
import { App } from './app.tsx';
import { StartFailedScreen } from './frame/screen-boundary.tsx';
import { setLanguage, startLanguage } from './i18n/language.ts';
import { onSettings } from './stores/settings-store.ts';
import { startStores } from './stores/start.ts';

const Mini = lazy(() =>
  import('./mini/mini-window.tsx').then((module) => ({ default: module.MiniWindow })),
);

/** Applies the theme, as set or as the system has it. */
function applyLook({ theme }: Settings): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

async function start(root: HTMLElement): Promise<void> {
  // Subscribed from the very start: a change while the language is loading counts as well.
  let setting: Settings['language'] = 'system';
  let follow = () => {};
  onSettings((settings) => {
    applyLook(settings);
    setting = settings.language;
    follow();
  });
  const isMini = new URLSearchParams(window.location.search).get('window') === 'mini';
  const started = await startStores(isMini ? 'mini' : 'main');
  const locale = started?.status.locale ?? navigator.language;
  await startLanguage(chosenLanguage(setting, locale));
  follow = () => void setLanguage(chosenLanguage(setting, locale));
  follow();
  const screen = isMini ? (
    <Suspense>
      <Mini />
    </Suspense>
  ) : (
    <App />
  );
  createRoot(root).render(<StrictMode>{started ? screen : <StartFailedScreen />}</StrictMode>);
}

const root = document.getElementById('root');
if (root) void start(root);
