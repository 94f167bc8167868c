import { useRef } from 'react';
import { clockOf } from '../../../../shared/clock-text.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { isLive } from '../../../../shared/domain/call-states.ts';
import { startOf } from '../../call/call-text.ts';
import { useCallNow } from '../../stores/call-time.ts';
import { useI18n } from '../../ui/use-i18n.ts';

/**
 * The one clock of a call: it runs from Exotel's acceptance and stops at the end. If the customer
 * called, it runs from then, and anew once the agent talks with them.
 */
export function CallClock({ call }: { call: Call }) {
  return <RunningClock key={startOf(call)} call={call} />;
}

function RunningClock({ call }: { call: Call }) {
  const { t } = useI18n();
  const { endedAt } = call;
  const begunAt = startOf(call);
  const live = isLive(call.state);
  const now = useCallNow(call, live && begunAt !== null);
  // The end by Exotel may be earlier than the moment we heard of it, but a clock must not run back.
  const shown = useRef(0);
  if (begunAt === null) return null;
  const until = live ? now : endedAt;
  if (until === null) return null;
  shown.current = Math.max(shown.current, (until - begunAt) / 1000);
  return (
    <p className="call-clock">
      <span className="call-clock-time tabular">{clockOf(shown.current, live)}</span>
      <span className="muted">{t(`live.${clockWord(call)}`)}</span>
    </p>
  );
}

function clockWord(call: Call): 'clockLive' | 'clockOver' | 'clockRing' | 'clockTalk' {
  if (!isLive(call.state)) return 'clockOver';
  if (call.direction === 'outbound') return 'clockLive';
  return call.state === 'answered' ? 'clockTalk' : 'clockRing';
}
