import type { WaitingDial } from '../../../shared/contract/dialing.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { dialOf } from '../../../shared/domain/dial-of.ts';
import { isOver } from '../../../shared/domain/wrap-up.ts';
import { usePopped } from '../features/live-call/use-popped.ts';
import { useArrival, useCalls } from '../stores/calls-store.ts';
import { useDesk } from '../stores/desk-store.ts';
import { useEarlier } from '../stores/detail-store.ts';
import { shellActions, useShell } from '../stores/shell-store.ts';
import { useI18n } from '../ui/use-i18n.ts';
import { ArrivalStrip } from './arrival-strip.tsx';
import { ChoiceCard } from './choice-card.tsx';
import { DoubtCard } from './doubt-card.tsx';
import { LiveCard } from './live-card.tsx';
import { RefusedCard } from './refused-card.tsx';
import { useFit } from './use-fit.ts';
import { useMiniKeys } from './use-mini-keys.ts';
import { WaitingCard } from './waiting-card.tsx';
import { WrapUpCard } from './wrap-up-card.tsx';
import './mini.css';

/** The small window: a waiting dial, otherwise the call and its wrap-up. As high as its content. */
export function MiniWindow() {
  const { t } = useI18n();
  const waiting = useDesk((desk) => desk.waiting);
  const call = useMiniCall();
  // What waits for the agent stays, and says who calls meanwhile.
  const arrival = useArrival();
  const content = useFit(
    waiting ? `${waiting.id} ${arrival?.id}` : call ? `${call.id} ${call.state}` : 'idle',
  );
  return (
    <main className="mini" aria-label={t('mini.title')}>
      <div ref={content}>
        {waiting ? (
          <>
            {arrival && <ArrivalStrip call={arrival} />}
            <WaitingDialCard key={waiting.id} dial={waiting} arrivalId={arrival?.id ?? null} />
          </>
        ) : (
          <CurrentCallCard call={call} />
        )}
      </div>
    </main>
  );
}

/** The call that main names, otherwise the newest. */
function useMiniCall(): Call | null {
  const callId = useShell(({ status }) => status.miniCallId);
  return useCalls(({ current }) => {
    const named = callId === null ? current[0] : current.find(({ id }) => id === callId);
    return named ?? null;
  });
}

interface WaitingDialCardProps {
  dial: WaitingDial;
  /** The customer's call that came in meanwhile. */
  arrivalId: string | null;
}

function WaitingDialCard({ dial, arrivalId }: WaitingDialCardProps) {
  const { number, display } = dial;
  if (number === null || display === null) return <ChoiceCard dial={dial} />;
  return <WaitingCard dial={dial} display={display} arrivalId={arrivalId} />;
}

function CurrentCallCard({ call }: { call: Call | null }) {
  if (!call) return <IdleCard />;
  if (call.state === 'unknown' && dialOf(call)?.verdict === null) return <DoubtCard call={call} />;
  if (call.state === 'rejected' || call.state === 'not_sent') return <RefusedCard call={call} />;
  return isOver(call) ? <WrapUpCard key={call.id} call={call} /> : <LiveCall call={call} />;
}

function LiveCall({ call }: { call: Call }) {
  usePopped(call);
  const earlier = useEarlier(call.direction === 'inbound' ? call.id : null);
  return <LiveCard key={call.id} call={call} earlier={earlier} />;
}

function IdleCard() {
  const { t } = useI18n();
  useMiniKeys({ onEscape: () => void shellActions.setMini(false) });
  return (
    <>
      <h1 className="visually-hidden">{t('mini.title')}</h1>
      <p className="mini-idle muted">{t('mini.idle')}</p>
    </>
  );
}
