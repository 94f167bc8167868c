import { type FormEvent, useEffect, useState } from 'react';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import type { Call } from '../../../../shared/domain/call.ts';
import { contactActions, onContactsChanged } from '../../stores/contacts-store.ts';
import { privacyActions } from '../../stores/privacy-store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Switch } from '../../ui/toggles.tsx';
import { useWords } from '../../ui/use-words.ts';

/** Gives the number a name, and marks it do-not-call. */
export function NumberCard({ call }: { call: Call }) {
  const { t } = useWords();
  const { customerNumber, customerDisplay } = call;
  const [contact, setContact] = useState<Contact | null>(null);
  const [marked, setMarked] = useState(call.doNotCall);
  const [editing, setEditing] = useState(false);
  const [error, setError] = useState<AppError | null>(null);

  useEffect(() => {
    let gone = false;
    const look = () =>
      void contactActions.find(customerNumber).then((found) => {
        if (gone) return;
        setContact(found.contact);
        setMarked(found.mark !== null);
      });
    look();
    const stop = onContactsChanged(look);
    return () => {
      gone = true;
      stop();
    };
  }, [customerNumber]);

  async function save(name: string): Promise<void> {
    const result = await contactActions.save({
      id: contact?.id ?? null,
      name,
      number: customerNumber,
    });
    if (result.ok) setContact(result.value);
    setError(result.ok ? null : result.error);
    setEditing(!result.ok && editing);
  }

  async function mark(on: boolean): Promise<void> {
    const result = await contactActions.setDoNotCall(customerNumber, on);
    if (result.ok) setMarked(on);
    setError(result.ok ? null : result.error);
  }

  return (
    <section className="detail-section number-card">
      {editing ? (
        <NameForm
          label={t('history.nameFor', { number: customerDisplay })}
          initial={contact?.name ?? ''}
          onSave={(name) => void save(name)}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <div className="number-actions">
          <Button small onClick={() => setEditing(true)}>
            {t(contact ? 'history.rename' : 'history.nameNumber')}
          </Button>
          <Switch
            label={t('history.doNotCall')}
            checked={marked}
            onChange={(on) => void mark(on)}
          />
          <Button small tone="quiet" onClick={() => void privacyActions.begin(customerNumber)}>
            {t('settings.privacy.eraseThis')}
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
  const { t } = useWords();
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
        // It has just been asked for.
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
