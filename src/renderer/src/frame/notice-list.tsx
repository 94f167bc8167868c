import { TriangleAlert, X } from 'lucide-react';
import type { Notice } from '../../../shared/contract/shell.ts';
import { useAccount } from '../stores/account-store.ts';
import { useOnline } from '../stores/online-store.ts';
import { shellActions, useShell } from '../stores/shell-store.ts';
import { IconButton } from '../ui/button.tsx';
import { LinkedText } from '../ui/linked-text.tsx';
import type { Tone } from '../ui/tone.ts';
import { useI18n } from '../ui/use-i18n.ts';
import './notice-list.css';

/** What the agent should know for as long as it is so. */
export function NoticeList() {
  const { t } = useI18n();
  const notices = useShell(({ status }) => status.notices);
  const { online } = useOnline();
  // The practice account needs no network.
  const isReal = useAccount(({ view }) => view.mode === 'real');
  const offline = isReal && !online;
  if (notices.length === 0 && !offline) return null;
  return (
    <section className="notices" aria-label={t('frame.notices')}>
      {offline && (
        <NoticeBanner
          code="offline"
          message={t('frame.offline.message')}
          hint={t('frame.offline.hint')}
        />
      )}
      {notices.map(({ code, message, hint }) => (
        <NoticeBanner
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

function NoticeBanner({ code, message, hint, onDismiss }: BannerProps) {
  const { t } = useI18n();
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
