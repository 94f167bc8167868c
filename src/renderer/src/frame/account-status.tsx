import { Smartphone } from 'lucide-react';
import { clockOf } from '../../../shared/clock-text.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { isLive } from '../../../shared/domain/call-states.ts';
import { clockStart, stateText } from '../call/call-text.ts';
import { callTone } from '../call/tone.ts';
import { hrefOf } from '../route.ts';
import { useAccount } from '../stores/account-store.ts';
import { useCallNow } from '../stores/call-time.ts';
import { useCalls } from '../stores/calls-store.ts';
import { useFloor } from '../stores/floor-store.ts';
import { useNavigation } from '../stores/navigation-store.ts';
import { useOnline } from '../stores/online-store.ts';
import { Pill } from '../ui/pill.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import { AvailabilityControl } from './availability/availability-control.tsx';
import './account-status.css';

/** Which phone, which account, and the line's state; on the dialer the call's card shows that. */
export function AccountStatus() {
  const { t } = useI18n();
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
      {live ? !onDialer && <LivePill call={live} /> : <ReadinessPill />}
      <AvailabilityControl />
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

/** Whether a dial could succeed; if not, why, and a link to where it can be fixed. */
function ReadinessPill() {
  const { t } = useI18n();
  const { mode, readiness } = useAccount(({ view }) => view);
  const { online } = useOnline();
  const onFloor = useFloor(({ joined }) => joined !== null);
  // The practice account needs no network.
  if (mode === 'real' && !online) return <Pill tone="failed">{t('frame.offlineShort')}</Pill>;
  // On a floor, “ready” beside “on a break” would be read as its opposite.
  if (readiness === 'ready') return onFloor ? null : <Pill tone="idle">{t('frame.ready')}</Pill>;
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
  const i18n = useI18n();
  const start = clockStart(call);
  const now = useCallNow(call, start !== null);
  return (
    <a href={hrefOf('dial')} className="status-live">
      <Pill tone={callTone(call)}>
        {stateText(call, i18n)}
        {start !== null && now !== null && <span>{clockOf((now - start) / 1000, true)}</span>}
      </Pill>
    </a>
  );
}
