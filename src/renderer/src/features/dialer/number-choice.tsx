import type { NumberCandidate } from '../../../../shared/domain/phone-number.ts';
import { dialerActions } from '../../stores/dialer-store.ts';
import { Button } from '../../ui/button.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './number-choice.css';

/** The numbers that a text may mean. The chosen one goes into the field, but is not dialled yet. */
export function NumberChoice({ candidates }: { candidates: readonly NumberCandidate[] }) {
  const { t } = useI18n();
  if (candidates.length === 0) return null;
  const question = t(candidates.length > 1 ? 'dialing.numbers.choose' : 'dialing.numbers.isIt');

  function choose(display: string, button: HTMLButtonElement): void {
    // The button disappears with the choice: Enter in the field comes next.
    button.form?.querySelector('input')?.focus();
    void dialerActions.setText(display);
  }

  return (
    <div className="number-choice" role="group" aria-label={question}>
      {candidates.map(({ e164, display, name }) => (
        <Button key={e164} small onClick={({ currentTarget }) => choose(display, currentTarget)}>
          <span className="tabular">{display}</span>
          {name && <span className="number-choice-name">{name}</span>}
        </Button>
      ))}
    </div>
  );
}
