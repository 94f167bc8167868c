import { type FormEvent, useState } from 'react';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { DoNotCallSwitch } from '../../call/do-not-call-switch.tsx';
import { contactActions, useKnownOf } from '../../stores/contacts-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './number-card.css';

/** Gives the number a name, and marks it do-not-call. */
export function NumberCard({ number, display }: { number: string; display: string }) {
  const { t } = useI18n();
  const { contact, mark } = useKnownOf(number);
  const [editing, setEditing] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  async function save(name: string): Promise<void> {
    const id = contact?.id ?? null;
    const result = await contactActions.save({ id, name, number });
    setError(result.ok ? null : result.error);
    setEditing(!result.ok);
  }
  async function setMark(on: boolean): Promise<void> {
    const result = await contactActions.setDoNotCall(number, on);
    setError(result.ok ? null : result.error);
  }

  return (
    <section className="detail-section number-card" aria-labelledby="number-title">
      <h3 id="number-title" className="eyebrow">
        {t('history.person')}
      </h3>
      {editing ? (
        <NameForm
          label={t('history.nameFor', { number: display })}
          initial={contact?.name ?? ''}
          onSave={(name) => void save(name)}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <div className="number-actions">
          <DoNotCallSwitch
            number={display}
            marked={mark !== null}
            mark={mark}
            onChange={(on) => void setMark(on)}
          />
          <Button small onClick={() => setEditing(true)}>
            {t(contact?.name ? 'history.rename' : 'history.nameNumber')}
          </Button>
        </div>
      )}
      {error && <Problem error={error} />}
    </section>
  );
}

interface NameFormProps {
  label: string;
  initial: string;
  onSave: (name: string) => void;
  onCancel: () => void;
}

function NameForm({ label, initial, onSave, onCancel }: NameFormProps) {
  const { t } = useI18n();
  const [name, setName] = useState(initial);
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (name.trim() !== '') onSave(name.trim());
  }
  return (
    <form className="name-form" onSubmit={submit}>
      <TextField
        label={label}
        value={name}
        maxLength={120}
        // The agent has just asked for it.
        autoFocus
        onChange={({ target }) => setName(target.value)}
      />
      <div className="name-form-actions">
        <Button small onClick={onCancel}>
          {t('common.cancel')}
        </Button>
        <Button small tone="primary" type="submit" disabled={name.trim() === ''}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
}
