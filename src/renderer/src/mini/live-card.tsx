import { whoOf } from '../../../shared/call-text.ts';
import { clockOf } from '../../../shared/clock-text.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { dialOf } from '../../../shared/domain/dial-of.ts';
import { clockStart, stateText } from '../call/call-text.ts';
import { callTone } from '../call/tone.ts';
import { useCallNow } from '../stores/call-time.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Pill } from '../ui/pill.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import { PracticePill } from './practice-pill.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

/** The call at a glance; a click or Enter opens it in the main window. */
export function LiveCard({ call }: { call: Call }) {
  const i18n = useI18n();
  const { t } = i18n;
  const extension = dialOf(call)?.extension;
  const open = (): void => void shellActions.openMain(call.id);
  // One Enter too many, right after the one that dialled, is ignored.
  const placing = call.state === 'recorded' || call.state === 'sending';
  useMiniKeys({
    onEnter: placing ? undefined : open,
    onEscape: () => void shellActions.setMini(false),
  });
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
      </button>
    </>
  );
}

/** Counts from Exotel's acceptance: the same moment from the first ring to the end. */
function AcceptedClock({ call }: { call: Call }) {
  const { t } = useI18n();
  const since = clockStart(call);
  const now = useCallNow(call, since !== null);
  if (since === null || now === null) return null;
  const time = clockOf((now - since) / 1000, true);
  return (
    <span className="mini-clock tabular" role="timer" aria-label={t('mini.clock', { time })}>
      {time}
    </span>
  );
}
