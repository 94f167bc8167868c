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
import type { Notice } from '../../shared/contract/shell.ts';
import type { Call } from '../../shared/domain/call.ts';
import { isLive } from '../../shared/domain/call-states.ts';
import { callTone, clockStart } from './features/live-call/call-words.ts';
import { clockOf } from './format/duration.ts';
import { hrefOf, type Screen } from './format/place.ts';
import type { Tone } from './format/tone.ts';
import { SearchBox } from './search-box.tsx';
import { useAccount } from './stores/account-store.ts';
import { useCallNow } from './stores/call-time.ts';
import { useCalls } from './stores/calls-store.ts';
import { useNavigation } from './stores/navigation-store.ts';
import { useOnline } from './stores/online-store.ts';
import { shellActions, useShell } from './stores/shell-store.ts';
import { EmptyState, Pill } from './ui/bits.tsx';
import { IconButton } from './ui/button.tsx';
import { LinkedText, SettingsAreHere } from './ui/linked-text.tsx';
import { stateWords } from './ui/state-words.ts';
import { useWords } from './ui/use-words.ts';
import { useScreenKeys } from './window-keys.ts';

/** What stands around every screen: the ways to the others, the search, and how things are. */
export function Frame({ children }: { children: ReactNode }) {
  const { t } = useWords();
  const practice = useAccount(({ view }) => view.mode === 'practice');
  useScreenKeys();
  return (
    <SettingsAreHere value={true}>
      <div className="frame" data-practice={practice || undefined}>
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
    </SettingsAreHere>
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

/** Whose phone, which account, and what the line does; on the dialer the call's card says that. */
function Status() {
  const { t } = useWords();
  const { mode, agentDisplay } = useAccount(({ view }) => view);
  const live = useCalls(({ current }) => current.find(({ state }) => isLive(state)) ?? null);
  const onDialer = useNavigation(({ screen }) => screen === 'dial');
  return (
    <div className="status">
      {mode === 'practice' && (
        <Pill tone="practice" title={t('frame.practiceTip')}>
          {t('frame.practice')}
        </Pill>
      )}
      {live ? !onDialer && <LivePill call={live} /> : <Readiness />}
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

/** Whether a dial could succeed; where not, why, and the way to where it is mended. */
function Readiness() {
  const { t } = useWords();
  const { mode, readiness } = useAccount(({ view }) => view);
  const { online } = useOnline();
  // The practice account needs no network.
  if (mode === 'real' && !online) return <Pill tone="failed">{t('frame.offlineShort')}</Pill>;
  if (readiness === 'ready') return <Pill tone="idle">{t('frame.ready')}</Pill>;
  const state = t(`frame.readiness.${readiness}`);
  if (readiness === 'checking') return <Pill tone="idle">{state}</Pill>;
  return (
    <a
      href={hrefOf('settings', 'account')}
      className="status-live"
      title={t('frame.mend', { state })}
      data-readiness={readiness}
    >
      <Pill tone="ringing">{state}</Pill>
    </a>
  );
}

function LivePill({ call }: { call: Call }) {
  const words = useWords();
  const start = clockStart(call);
  const now = useCallNow(call, start !== null);
  return (
    <a href={hrefOf('dial')} className="status-live">
      <Pill tone={callTone(call)}>
        {stateWords(call, words)}
        {start !== null && now !== null && <span>{clockOf((now - start) / 1000, true)}</span>}
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

type BannerCode = Notice['code'] | 'offline';

/** Red is for what was lost, or may be; a name for each, so that none is forgotten. */
const tones: Record<BannerCode, Tone> = {
  book_damaged: 'failed',
  book_emptied: 'failed',
  book_restored: 'failed',
  book_incomplete: 'failed',
  documents_reset: 'ringing',
  log_unwritten: 'ringing',
  recordings_unsaved: 'ringing',
  book_older: 'failed',
  book_stranger: 'ringing',
  backups_elsewhere: 'ringing',
  calls_unwritten: 'failed',
  main_failed: 'ringing',
  login_needs_approval: 'ringing',
  secret_missing: 'ringing',
  keychain_silent: 'ringing',
  no_keychain: 'ringing',
  clock_ahead: 'ringing',
  clock_behind: 'ringing',
  dial_problem: 'ringing',
  clipboard_problem: 'ringing',
  hotkey_taken: 'ringing',
  offline: 'ringing',
};

interface BannerProps {
  code: BannerCode;
  message: string;
  hint: string | undefined;
  /** Absent: it goes when it is over. */
  onDismiss?: () => void;
}

function Banner({ code, message, hint, onDismiss }: BannerProps) {
  const { t } = useWords();
  return (
    <div className="banner" role="alert" data-notice={code} data-tone={tones[code]}>
      <TriangleAlert size={18} aria-hidden="true" />
      <div className="banner-text">
        <p>
          <strong>{message}</strong>
        </p>
        {hint && (
          <p>
            <LinkedText text={hint} />
          </p>
        )}
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
