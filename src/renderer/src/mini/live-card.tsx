import { PhoneIncoming } from 'lucide-react';
import { whoOf } from '../../../shared/call-text.ts';
import { clockOf } from '../../../shared/clock-text.ts';
import type { Call, InboundCall } from '../../../shared/domain/call.ts';
import { dialOf } from '../../../shared/domain/dial-of.ts';
import { clockStart, queueOf, stateText } from '../call/call-text.ts';
import { callTone } from '../call/tone.ts';
import { useCallNow } from '../stores/call-time.ts';
import { useResultName } from '../stores/settings-store.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Pill } from '../ui/pill.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import { PracticePill } from './practice-pill.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

interface LiveCardProps {
  call: Call;
  /** Earlier calls with a customer who called. */
  earlier: readonly Call[];
}

/** The call at a glance; a click or Enter opens it in the main window. */
export function LiveCard({ call, earlier }: LiveCardProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const extension = dialOf(call)?.extension;
  const open = (): void => void shellActions.openMain(call.id);
  // One Enter too many, right after the one that dialled, is ignored.
  const placing = call.state === 'recorded' || call.state === 'sending';
  // It came by itself: a key that is pressed now was meant for something else.
  const cameIn = call.direction === 'inbound' && call.state !== 'answered';
  useMiniKeys(
    cameIn
      ? {}
      : { onEnter: placing ? undefined : open, onEscape: () => void shellActions.setMini(false) },
  );
  return (
    <>
      <h1 className="visually-hidden">{t('mini.title')}</h1>
      <button
        type="button"
        className="mini-live"
        data-call-id={call.id}
        data-state={call.state}
        title={t('mini.open')}
        onClick={open}
      >
        {call.direction === 'inbound' && <ArrivalLine call={call} />}
        <span className="mini-live-who">
          <strong className={call.customerName ? undefined : 'tabular'}>{whoOf(call, t)}</strong>
          {call.customerName && <span className="muted tabular">{call.customerDisplay}</span>}
          {extension && <span>{t('live.extension', { digits: extension })}</span>}
        </span>
        <AcceptedClock call={call} />
        <span className="mini-live-state">
          <span role="status">
            <Pill small tone={callTone(call)}>
              {stateText(call, i18n)}
            </Pill>
          </span>
          <PracticePill practice={call.practice} />
        </span>
        <LastWords earlier={earlier} />
      </button>
    </>
  );
}

/** That the customer called, and for which queue. */
function ArrivalLine({ call }: { call: InboundCall }) {
  const { t } = useI18n();
  return (
    <span className="mini-arrival eyebrow">
      <PhoneIncoming size={14} aria-hidden="true" />
      {[t('live.arrival.title'), queueOf(call)].filter(Boolean).join(' · ')}
    </span>
  );
}

/** How the last call with this customer ended, and the last note about them. */
function LastWords({ earlier }: Pick<LiveCardProps, 'earlier'>) {
  const i18n = useI18n();
  const nameOf = useResultName();
  const [last] = earlier;
  if (!last) return null;
  const noted = earlier.find(({ note }) => note.trim() !== '');
  return (
    <span className="mini-last muted">
      <span className="tabular">
        {[
          i18n.t('live.lastTime', { when: i18n.dayAndTimeWithin(last.createdAt) }),
          stateText(last, i18n),
          last.disposition !== null && nameOf(last.disposition),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      {noted && <span className="mini-last-note soft">{noted.note}</span>}
    </span>
  );
}

/**
 * Counts from Exotel's acceptance: the same moment from the first ring to the end. If the customer
 * called, from then, and anew once the agent talks.
 */
function AcceptedClock({ call }: { call: Call }) {
  const { t } = useI18n();
  const since = clockStart(call);
  const now = useCallNow(call, since !== null);
  if (since === null || now === null) return null;
  const time = clockOf((now - since) / 1000, true);
  return (
    <span
      className="mini-clock tabular"
      role="timer"
      aria-label={t(call.direction === 'outbound' ? 'mini.clock' : 'mini.arrivalClock', { time })}
    >
      {time}
    </span>
  );
}
