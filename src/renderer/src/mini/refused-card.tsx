import { CircleAlert } from 'lucide-react';
import { outcomeWords, whoOf } from '../../../shared/call-text.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { dialOf } from '../../../shared/domain/dial-of.ts';
import { problemText, stateText } from '../call/call-text.ts';
import { shellActions } from '../stores/shell-store.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import { CalleeLine } from './callee-line.tsx';
import { CardActions } from './card-actions.tsx';
import { PracticePill } from './practice-pill.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

/** No phone rang: why, and the next step. Everything else is in the main window. */
export function RefusedCard({ call }: { call: Call }) {
  const i18n = useI18n();
  const { t } = i18n;
  const problem = dialOf(call)?.problem ?? null;
  const said = problem && problemText('place', problem, i18n);
  const close = (): void => void shellActions.setMini(false);
  const open = (): void => void shellActions.openMain(call.id);
  useMiniKeys({ onEnter: open, onEscape: close });
  return (
    <section className="mini-card" role="alert" aria-labelledby="refused-title">
      <header className="mini-head">
        <h1 id="refused-title" className="mini-warning" data-tone="failed">
          <CircleAlert size={18} aria-hidden="true" />
          {stateText(call, i18n)}
        </h1>
        <PracticePill practice={call.practice} />
      </header>
      <CalleeLine call={call} />
      <p>
        {said?.message ??
          t(`${outcomeWords(call, call.outcome ?? 'not_sent')}.sentence`, { who: whoOf(call, t) })}
      </p>
      {said && <p className="soft">{said.hint}</p>}
      <CardActions>
        <Button small onClick={close}>
          {t('common.close')} <Kbd>Esc</Kbd>
        </Button>
        <Button small tone="primary" onClick={open}>
          {t('mini.openHandset')} <Kbd onFill>Enter</Kbd>
        </Button>
      </CardActions>
    </section>
  );
}
