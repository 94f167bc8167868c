import {
  AudioLines,
  Clock,
  Grip,
  type LucideIcon,
  Phone,
  Settings,
  Smartphone,
  TriangleAlert,
  Users,
  X,
} from 'lucide-react';
import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../shared/domain/call.ts';
import { isLive } from '../../shared/domain/call-states.ts';
import { callTone, clockStart, stateWords } from './features/live-call/call-words.ts';
import { clockOf } from './format/duration.ts';
import { hrefOf, type Screen } from './format/place.ts';
import { SearchBox } from './search-box.tsx';
import { useAccount } from './stores/account-store.ts';
import { useCalls } from './stores/calls-store.ts';
import { useNavigation } from './stores/navigation-store.ts';
import { useOnline } from './stores/online-store.ts';
import { shellActions, useShell } from './stores/shell-store.ts';
import { EmptyState, Pill } from './ui/bits.tsx';
import { IconButton } from './ui/button.tsx';
import { useNow } from './ui/use-now.ts';
import { useWords } from './ui/use-words.ts';

/** What stands around every screen: the ways to the others, the search, and how things are. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  return (
    <div className="frame">
      <button type="button" className="button skip" onClick={focusMain}>
        {t('frame.skip')}
      </button>
      <Rail />
      <header className="topbar">
        <SearchBox />
        <Status />
      </header>
      <Notices />
      <main id="main" className="screen" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** A button and no anchor: the address is the navigation's. */
function focusMain(): void {
  document.getElementById('main')?.focus();
}

const places: readonly { screen: Screen; Icon: LucideIcon }[] = [
  { screen: 'dial', Icon: Grip },
  { screen: 'history', Icon: Clock },
  { screen: 'contacts', Icon: Users },
  { screen: 'recordings', Icon: AudioLines },
  { screen: 'settings', Icon: Settings },
];

function Rail() {
  const { t } = useWords();
  const here = useNavigation((state) => state.screen);
  return (
    <nav className="rail-nav" aria-label={t('frame.navigation')}>
      <span className="rail-brand" aria-hidden="true">
        <Phone size={20} />
      </span>
      {places.map(({ screen, Icon }) => (
        <a
          key={screen}
          href={hrefOf(screen)}
          className="rail-link"
          data-screen={screen}
          aria-current={screen === here ? 'page' : undefined}
        >
          <Icon size={21} strokeWidth={1.7} aria-hidden="true" />
          {t(`frame.${screen}`)}
        </a>
      ))}
    </nav>
  );
}

/** Whose phone, which account, and what the line does. */
function Status() {
  const { t } = useWords();
  const { mode, agentDisplay } = useAccount(({ view }) => view);
  const live = useCalls(({ current }) => current.find(({ state }) => isLive(state)) ?? null);
  return (
    <div className="status">
      {mode === 'practice' && (
        <Pill tone="practice" title={t('frame.practiceTip')}>
          {t('frame.practice')}
        </Pill>
      )}
      {live ? <LivePill call={live} /> : <Pill tone="idle">{t('frame.ready')}</Pill>}
      {agentDisplay && (
        <span className="agent tabular" title={t('frame.yourPhone')}>
          <Smartphone size={17} aria-hidden="true" />
          <span className="visually-hidden">{t('frame.yourPhone')}</span>
          {agentDisplay}
        </span>
      )}
    </div>
  );
}

function LivePill({ call }: { call: Call }) {
  const words = useWords();
  const start = clockStart(call);
  const now = useNow(start !== null);
  return (
    <a href={hrefOf('dial')} className="status-live">
      <Pill tone={callTone(call)}>
        {stateWords(call, words)}
        {start !== null && <span>{clockOf((now - start) / 1000, true)}</span>}
      </Pill>
    </a>
  );
}

/** What the agent should know for as long as it is so. */
export function Notices() {
  const { t } = useWords();
  const notices = useShell(({ status }) => status.notices);
  const { online } = useOnline();
  // The practice account needs no network.
  const isReal = useAccount(({ view }) => view.mode === 'real');
  const offline = isReal && !online;
  if (notices.length === 0 && !offline) return null;
  return (
    <section className="notices" aria-label={t('frame.notices')}>
      {offline && (
        <Banner
          code="offline"
          message={t('frame.offline.message')}
          hint={t('frame.offline.hint')}
        />
      )}
      {notices.map(({ code, message, hint }) => (
        <Banner
          key={code}
          code={code}
          message={message}
          hint={hint}
          onDismiss={() => void shellActions.dismissNotice(code)}
        />
      ))}
    </section>
  );
}

interface BannerProps {
  code: string;
  message: string;
  hint: string | undefined;
  /** Absent: it goes when it is over. */
  onDismiss?: () => void;
}

function Banner({ code, message, hint, onDismiss }: BannerProps) {
  const { t } = useWords();
  return (
    <div
      className="banner"
      role="alert"
      data-notice={code}
      data-tone={code.startsWith('database') ? 'failed' : 'ringing'}
    >
      <TriangleAlert size={18} aria-hidden="true" />
      <div className="banner-text">
        <p>
          <strong>{message}</strong>
        </p>
        {hint && <p>{hint}</p>}
      </div>
      {onDismiss && (
        <IconButton label={t('common.dismiss')} icon={<X size={17} />} onClick={onDismiss} />
      )}
    </div>
  );
}

/** Main did not answer: nothing can be shown, and nothing was lost. */
export function StartFailed() {
  const { t } = useTranslation();
  return (
    <main className="start-failed">
      <EmptyState
        icon={<TriangleAlert size={24} />}
        title={t('errors.internal.message')}
        text={t('errors.internal.hint')}
      />
    </main>
  );
}

/** A screen that fails takes no other one with it. */
export class ScreenBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <StartFailed /> : this.props.children;
  }
}
