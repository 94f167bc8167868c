import { useRef } from 'react';
import type { WaitingDial } from '../../../shared/contract/dialing.ts';
import { deskActions } from '../stores/desk-store.ts';
import { Button } from '../ui/button.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { useI18n } from '../ui/use-i18n.ts';
import { CardActions } from './card-actions.tsx';
import { PracticePill } from './practice-pill.tsx';
import { useMiniKeys } from './use-mini-keys.ts';

/**
 * Asks which of several copied numbers is meant. None is chosen at first, so that pressing Enter
 * out of habit chooses none.
 */
export function ChoiceCard({ dial: { id, choices, practice } }: { dial: WaitingDial }) {
  const { t } = useI18n();
  const list = useRef<HTMLOListElement>(null);
  const cancel = (): void => void deskActions.cancel(id);
  const choose = (number: string): void => void deskActions.choose(id, number);
  useMiniKeys({
    onEscape: cancel,
    onDigit: (digit) => {
      const choice = choices[digit - 1];
      if (choice) choose(choice.e164);
    },
    onStep: (step) => {
      const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
      const here = buttons.findIndex((button) => button.matches(':focus'));
      const from = here === -1 && step === -1 ? 0 : here;
      buttons[(from + step + buttons.length) % buttons.length]?.focus();
    },
  });
  return (
    <section className="mini-card" aria-labelledby="choice-title">
      <header className="mini-head">
        <h1 id="choice-title">{t('mini.whichNumber')}</h1>
        <PracticePill practice={practice} />
      </header>
      <ol className="mini-choices" ref={list}>
        {choices.map(({ e164, display, name }, index) => (
          <li key={e164}>
            <button type="button" className="mini-choice" onClick={() => choose(e164)}>
              {index < 9 && <Kbd>{index + 1}</Kbd>}
              <span>
                <span className="tabular">{display}</span>
                {name && <span className="muted"> {name}</span>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <CardActions>
        <Button small onClick={cancel}>
          {t('common.cancel')} <Kbd>Esc</Kbd>
        </Button>
      </CardActions>
    </section>
  );
}
