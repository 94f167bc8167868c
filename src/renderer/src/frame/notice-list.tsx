import { TriangleAlert, X } from 'lucide-react';
import type { Notice } from '../../../shared/contract/shell.ts';
import { useAccount } from '../stores/account-store.ts';
import { floorActions, useFloorProblem } from '../stores/floor-store.ts';
import { useOnline } from '../stores/online-store.ts';
import { shellActions, useShell } from '../stores/shell-store.ts';
import { IconButton } from '../ui/button.tsx';
import { LinkedText } from '../ui/linked-text.tsx';
import type { Tone } from '../ui/tone.ts';
import { useI18n } from '../ui/use-i18n.ts';
import './notice-list.css';

/** What the agent should know for as long as it is true. */
export function NoticeList() {
  const { t } = useI18n();
  const notices = useShell(({ status }) => status.notices);
  const { online } = useOnline();
  // The practice account needs no network.
  const isReal = useAccount(({ view }) => view.mode === 'real');
  const offline = isReal && !online;
  const { problem } = useFloorProblem();
  if (notices.length === 0 && !offline && !problem) return null;
  return (
    <section className="notices" aria-label={t('frame.notices')}>
      {offline && (
        <NoticeBanner
          code="offline"
          severity="warning"
          message={t('frame.offline.message')}
          hint={t('frame.offline.hint')}
        />
      )}
      {problem && (
        <NoticeBanner
          code="floor"
          severity="warning"
          message={problem.message}
          hint={problem.hint}
          onDismiss={floorActions.dismissProblem}
        />
      )}
      {notices.map((notice) => (
        <NoticeBanner
          key={notice.code}
          {...notice}
          hint={notice.hint}
          onDismiss={() => void shellActions.dismissNotice(notice.code)}
        />
      ))}
    </section>
  );
}

/** Red is for what was lost, or may be. */
const tones: Record<Notice['severity'], Tone> = { failure: 'failed', warning: 'ringing' };

interface BannerProps {
  code: Notice['code'] | 'offline' | 'floor';
  severity: Notice['severity'];
  message: string;
  hint: string | undefined;
  /** Absent if it goes away on its own. */
  onDismiss?: () => void;
}

function NoticeBanner({ code, severity, message, hint, onDismiss }: BannerProps) {
  const { t } = useI18n();
  return (
    <div className="banner" role="alert" data-notice={code} data-tone={tones[severity]}>
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
