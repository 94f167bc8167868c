import type { PendingDial } from '../../shared/contract/shell.ts';
import type { Call } from '../../shared/domain/call.ts';
import { isOver } from '../../shared/domain/wrap-up.ts';
import { ChoiceCard } from './mini/choice-card.tsx';
import { DoubtCard } from './mini/doubt-card.tsx';
import { LiveCard } from './mini/live-card.tsx';
import { PendingCard } from './mini/pending-card.tsx';
import { RefusedCard } from './mini/refused-card.tsx';
import { useFit } from './mini/use-fit.ts';
import { useMiniKeys } from './mini/use-mini-keys.ts';
import { WrapUpCard } from './mini/wrap-up-card.tsx';
import { useCalls } from './stores/calls-store.ts';
import { shellActions, useShell } from './stores/shell-store.ts';
import { useWords } from './ui/use-words.ts';
import './styles/mini.css';

/** The small window: a dial that waits, else the call and its wrap-up. As high as what it shows. */
export function Mini() {
  const { t } = useWords();
  const pending = useShell(({ status }) => status.pendingDial);
  const call = useMiniCall();
  const content = useFit(pending?.id ?? (call ? `${call.id} ${call.state}` : 'idle'));
  return (
    <main className="mini" aria-label={t('mini.title')}>
      <div ref={content}>
        {pending ? <Pending key={pending.id} pending={pending} /> : <Current call={call} />}
      </div>
    </main>
  );
}

/** The call that main names, else the newest. */
function useMiniCall(): Call | null {
  const callId = useShell(({ status }) => status.miniCallId);
  return useCalls(({ current }) => {
    const named = callId === null ? current[0] : current.find(({ id }) => id === callId);
    return named ?? null;
  });
}

function Pending({ pending }: { pending: PendingDial }) {
  const { number, display } = pending;
  if (number === null || display === null) return <ChoiceCard pending={pending} />;
  return <PendingCard pending={pending} display={display} />;
}

function Current({ call }: { call: Call | null }) {
  if (!call) return <Idle />;
  if (call.state === 'unknown' && call.verdict === null) return <DoubtCard call={call} />;
  if (call.state === 'rejected' || call.state === 'not_sent') return <RefusedCard call={call} />;
  return isOver(call) ? <WrapUpCard key={call.id} call={call} /> : <LiveCard call={call} />;
}

function Idle() {
  const { t } = useWords();
  useMiniKeys({ onEscape: () => void shellActions.setMini(false) });
  return (
    <>
      <h1 className="visually-hidden">{t('mini.title')}</h1>
      <p className="mini-idle muted">{t('mini.idle')}</p>
    </>
  );
}
