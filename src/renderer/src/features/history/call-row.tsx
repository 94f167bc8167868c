import { AudioLines } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import { clockOf } from '../../format/duration.ts';
import { outcomeTone, stateTone } from '../../format/tone.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { CallIcon } from '../../ui/call-icon.tsx';
import { useWords } from '../../ui/use-words.ts';

interface DayRowProps {
  at: number;
  sums: { calls: number; talkSeconds: number } | null;
  style: CSSProperties;
}

/** A day's heading. The rows name their day themselves, so it is for the eye only. */
export function DayRow({ at, sums, style }: DayRowProps) {
  const { t, day, duration } = useWords();
  return (
    <div className="history-day eyebrow" style={style} aria-hidden="true">
      {day(at)}
      {sums && ` · ${t('common.calls', { count: sums.calls })}`}
      {sums &&
        sums.talkSeconds > 0 &&
        ` · ${t('history.talkedFor', { duration: duration(sums.talkSeconds) })}`}
    </div>
  );
}

interface CallRowProps {
  call: Call;
  style: CSSProperties;
  active: boolean;
  open: boolean;
  position: number;
  total: number;
  onOpen: () => void;
}

export function CallRow({ call, style, active, open, position, total, onOpen }: CallRowProps) {
  const { t, time, day, country } = useWords();
  const nameOf = useResultName();
  const outcome = call.outcome ? t(`outcomes.${call.outcome}.title`) : t(`states.${call.state}`);
  const talked = call.talkSeconds ? ` ${clockOf(call.talkSeconds)}` : '';
  const recorded = call.recording.state === 'saved' || call.recording.state === 'available';
  const { customerName, customerDisplay, customerCountry } = call;
  return (
    // The list has the focus and the keys; a row needs the pointer only.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    // biome-ignore lint/a11y/useFocusableInteractive: see above
    <div
      id={`call-${call.id}`}
      className="history-row"
      role="option"
      aria-selected={open}
      aria-posinset={position}
      aria-setsize={total}
      data-active={active || undefined}
      data-call-id={call.id}
      data-state={call.state}
      data-outcome={call.outcome ?? ''}
      style={style}
      onClick={onOpen}
    >
      <CallIcon outcome={call.outcome} />
      <span className="row-who">
        <span className={customerName ? 'row-name' : 'row-name tabular'}>
          {customerName ?? customerDisplay}
        </span>
        <span className="muted tabular">
          {customerName ? customerDisplay : customerCountry && country(customerCountry)}
        </span>
      </span>
      <span
        className="row-outcome toned tabular"
        data-tone={call.outcome ? outcomeTone(call.outcome) : stateTone(call.state)}
      >
        {outcome}
        {talked}
      </span>
      <span className="row-result muted">{call.disposition ? nameOf(call.disposition) : '–'}</span>
      <span className="row-recorded muted">
        {recorded && <AudioLines size={18} strokeWidth={1.6} aria-hidden="true" />}
      </span>
      <span className="row-time muted tabular">
        {/* The heading of the day is not read in a list of options. */}
        <span className="visually-hidden">{day(call.createdAt)} </span>
        {time(call.createdAt)}
      </span>
    </div>
  );
}
