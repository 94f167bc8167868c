import { PhoneIncoming } from 'lucide-react';
import { whoOf } from '../../../../shared/call-text.ts';
import { clockOf } from '../../../../shared/clock-text.ts';
import type { Call, InboundCall } from '../../../../shared/domain/call.ts';
import { clockStart, queueOf, stateText } from '../../call/call-text.ts';
import { callTone } from '../../call/tone.ts';
import { useCallNow } from '../../stores/call-time.ts';
import { callActions, isArrival, useCalls } from '../../stores/calls-store.ts';
import { useEarlier } from '../../stores/detail-store.ts';
import { Button } from '../../ui/button.tsx';
import { Pill } from '../../ui/pill.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { LastTimeLine } from './last-time.tsx';
import { usePopped } from './use-popped.ts';
import './arrival.css';

/**
 * Customers who call while another call is open: above it, and without taking its place, since its
 * keys are what the agent is using.
 */
export function WaitingArrivals({ shownId }: { shownId: string }) {
  const current = useCalls((state) => state.current);
  const arrivals = current.filter(isArrival).filter(({ id }) => id !== shownId);
  return arrivals.map((call) => <WaitingArrival key={call.id} call={call} />);
}

function WaitingArrival({ call }: { call: InboundCall }) {
  usePopped(call);
  return <ArrivalCard call={call} earlier={useEarlier(call.id)} />;
}

interface ArrivalCardProps {
  call: InboundCall;
  /** Earlier calls with this number. */
  earlier: readonly Call[];
}

export function ArrivalCard({ call, earlier }: ArrivalCardProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const who = whoOf(call, t);
  const queue = queueOf(call);
  return (
    <section
      className="panel arrival"
      aria-label={t('live.arrival.of', { who })}
      data-arrival-id={call.id}
      data-state={call.state}
    >
      <span className="arrival-icon" data-tone={callTone(call)} aria-hidden="true">
        <PhoneIncoming size={20} strokeWidth={1.8} />
      </span>
      <div className="arrival-who">
        <p className="eyebrow">
          {t('live.arrival.title')}
          {queue !== null && <span className="arrival-queue">{queue}</span>}
        </p>
        <p>
          <strong className={call.customerName ? undefined : 'tabular'}>{who}</strong>{' '}
          {call.customerName && <span className="muted tabular">{call.customerDisplay}</span>}
        </p>
        <p className="arrival-state">
          <span role="status">
            <Pill small tone={callTone(call)}>
              {stateText(call, i18n)}
            </Pill>
          </span>
          <ArrivalClock call={call} />
        </p>
      </div>
      <Button
        small
        aria-label={t('live.arrival.show', { who })}
        onClick={() => callActions.focus(call.id)}
      >
        {t('live.arrival.open')}
      </Button>
      <LastTimeLine earlier={earlier} />
    </section>
  );
}

function ArrivalClock({ call }: { call: InboundCall }) {
  const since = clockStart(call);
  const now = useCallNow(call, since !== null);
  if (since === null || now === null) return null;
  return <span className="tabular">{clockOf((now - since) / 1000, true)}</span>;
}
