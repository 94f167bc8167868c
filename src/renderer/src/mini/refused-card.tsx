import { CircleAlert } from 'lucide-react';
import type { Call } from '../../../shared/domain/call.ts';
import { problemWords, whoOf } from '../features/live-call/call-words.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Kbd } from '../ui/bits.tsx';
import { Button } from '../ui/button.tsx';
import { stateWords } from '../ui/state-words.ts';
import { useWords } from '../ui/use-words.ts';
import { Actions, PracticePill, Who } from './parts.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

/** Nobody was rung: why, and the next step. Everything else is in the main window. */
export function RefusedCard({ call }: { call: Call }) {
  const words = useWords();
  const { t } = words;
  const said = call.problem ? problemWords('place', call.problem, words) : null;
  const close = (): void => void shellActions.setMini(false);
  const open = (): void => void shellActions.openMain(call.id);
  useMiniKeys({ onEnter: open, onEscape: close });
  return (
    <section className="mini-card" role="alert" aria-labelledby="refused-title">
      <header className="mini-head">
        <h1 id="refused-title" className="mini-warning" data-tone="failed">
          <CircleAlert size={18} aria-hidden="true" />
          {stateWords(call, words)}
        </h1>
        <PracticePill practice={call.practice} />
      </header>
      <Who name={call.customerName} display={call.customerDisplay} />
      <p>
        {said?.message ??
          t(`calls.outcomes.${call.outcome ?? 'not_sent'}.sentence`, { who: whoOf(call) })}
      </p>
      {said && <p className="soft">{said.hint}</p>}
      <Actions>
        <Button small onClick={close}>
          {t('common.close')} <Kbd>Esc</Kbd>
        </Button>
        <Button small tone="primary" onClick={open}>
          {t('mini.openHandset')} <Kbd onFill>Enter</Kbd>
        </Button>
      </Actions>
    </section>
  );
}
