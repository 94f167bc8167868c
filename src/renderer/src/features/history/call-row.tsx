import { AudioLines } from 'lucide-react';
import type { CSSProperties } from 'react';
import { stateKey, whoOf } from '../../../../shared/call-text.ts';
import { clockOf } from '../../../../shared/clock-text.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { isReported } from '../../../../shared/domain/is-reported.ts';
import { CallIcon } from '../../call/call-icon.tsx';
import { DirectionMark } from '../../call/direction-mark.tsx';
import { ReportedMark } from '../../call/reported-mark.tsx';
import { callTone } from '../../call/tone.ts';
import { dayOf } from '../../format/when.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { type I18n, useI18n } from '../../ui/use-i18n.ts';
import { isDated } from './list-items.ts';

interface DayRowProps {
  at: number;
  sums: { calls: number; talkSeconds: number } | null;
  style: CSSProperties;
}

/** A day's heading. Hidden from screen readers, since each row names its day. */
export function DayRow({ at, sums, style }: DayRowProps) {
  const { t, day, duration } = useI18n();
  return (
    <div className="history-day eyebrow" style={style} aria-hidden="true">
      {at === dayOf(0) ? t('history.undated') : day(at)}
      {sums && ` · ${t('common.calls', { count: sums.calls })}`}
      {sums &&
        sums.talkSeconds > 0 &&
        ` · ${t('history.talkedFor', { duration: duration(sums.talkSeconds) })}`}
    </div>
  );
}

interface CallRowProps {
  call: Call;
  /** The result's name; null if none was given. */
  result: string | null;
  /** Whether length and size replace the sign for a recording. */
  withLength: boolean;
  style: CSSProperties;
  selected: boolean;
  position: number;
  total: number;
  onOpen: () => void;
}

export function CallRow(props: CallRowProps) {
  const { call, result, withLength, style, selected, position, total, onOpen } = props;
  const { t, time, day } = useI18n();
  const ending = endingOf(call, t);
  const talked =
    call.talkSeconds && !withLength && !call.unreadable ? ` ${clockOf(call.talkSeconds)}` : '';
  return (
    // The list has the focus and the keys; a row needs only the pointer.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={`call-${call.id}`}
      className="history-row"
      role="option"
      aria-selected={selected}
      aria-posinset={position}
      aria-setsize={total}
      data-call-id={call.id}
      data-state={call.state}
      data-outcome={call.outcome ?? ''}
      data-with-length={withLength || undefined}
      style={style}
      onClick={onOpen}
    >
      <CallIcon direction={call.direction} outcome={ending.icon} />
      <WhoCell call={call} />
      <span className="row-outcome toned tabular" data-tone={ending.tone}>
        <DirectionMark direction={call.direction} /> {ending.text}
        {talked}
        {isReported(call) && (
          <>
            {' '}
            <ReportedMark />
          </>
        )}
      </span>
      <span className="row-result muted" data-none={result === null || undefined}>
        {result ?? '–'}
      </span>
      <span className="row-recorded muted tabular">
        {withLength ? <LengthAndSize call={call} /> : <RecordedSign call={call} />}
      </span>
      <span className="row-time muted tabular">
        {/* The day's heading is not read out in a list of options. */}
        {isDated(call) ? (
          <>
            <span className="visually-hidden">{day(call.createdAt)} </span>
            {time(call.createdAt)}
          </>
        ) : (
          '–'
        )}
      </span>
    </div>
  );
}

/** The outcome; for a call that cannot be read in full, only that. */
function endingOf(call: Call, t: I18n['t']) {
  if (call.unreadable)
    return { text: t('history.unreadable'), tone: 'ended', icon: 'no_final_status' } as const;
  return { text: t(stateKey(call)), tone: callTone(call), icon: call.outcome };
}

function WhoCell({ call }: { call: Call }) {
  const { t, country } = useI18n();
  const { defaultCountry } = useSettings();
  const { customerName, customerDisplay, customerCountry } = call;
  const abroad = customerCountry !== null && customerCountry !== defaultCountry;
  const second = customerName ? customerDisplay : abroad && country(customerCountry);
  return (
    <span className="row-who">
      <span className={customerName ? 'row-name' : 'row-name tabular'}>
        {whoOf(call, t) || t('history.unreadableNumber')}
      </span>
      {second && <span className="muted tabular">{second}</span>}
    </span>
  );
}

function RecordedSign({ call: { recording } }: { call: Call }) {
  const { t } = useI18n();
  if (recording.state !== 'saved' && recording.state !== 'available') return null;
  return (
    <>
      <AudioLines size={18} strokeWidth={1.6} aria-hidden="true" />
      <span className="visually-hidden">{t('recordings.recording')}</span>
    </>
  );
}

/**
 * A recording is as long as the conversation; if it is not here, the row says what it waits for.
 */
function LengthAndSize({ call }: { call: Call }) {
  const { recording, furtherRecordings = [], talkSeconds } = call;
  const { t, size } = useI18n();
  const here = [recording, ...furtherRecordings].filter(({ state }) => state === 'saved');
  const bytes = here.reduce((sum, each) => sum + (each.bytesReceived ?? 0), 0);
  return (
    <>
      <span>{talkSeconds !== null && clockOf(talkSeconds)}</span>
      <span className="row-size">
        {here.length === 0 ? t(`recordings.brief.${recording.state}`) : size(bytes)}
      </span>
    </>
  );
}
