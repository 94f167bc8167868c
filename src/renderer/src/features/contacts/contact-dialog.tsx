import { type FormEvent, useId, useState } from 'react';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import type { AppError } from '../../../../shared/domain/app-error.ts';
import { contactActions } from '../../stores/contacts-store.ts';
import { Button } from '../../ui/button.tsx';
import { FormDialog } from '../../ui/dialogs.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Switch } from '../../ui/toggles.tsx';
import { useWords } from '../../ui/use-words.ts';

interface ContactDialogProps {
  /** Null: a new one. */
  contact: Contact | null;
  onClose: () => void;
}

export function ContactDialog({ contact, onClose }: ContactDialogProps) {
  const { t } = useWords();
  const hintId = useId();
  const [name, setName] = useState(contact?.name ?? '');
  const [number, setNumber] = useState(contact?.display ?? '');
  const [doNotCall, setDoNotCall] = useState(contact?.doNotCall ?? false);
  const [error, setError] = useState<AppError | null>(null);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    const saved = await contactActions.save({ id: contact?.id ?? null, name, number });
    if (!saved.ok) return setError(saved.error);
    if (saved.value.doNotCall !== doNotCall)
      await contactActions.setDoNotCall(saved.value.number, doNotCall);
    onClose();
  }

  return (
    <FormDialog
      open
      title={t(contact ? 'contacts.editTitle' : 'contacts.addTitle')}
      onClose={onClose}
    >
      <form className="form" onSubmit={(event) => void submit(event)}>
        <TextField
          label={t('contacts.name')}
          required
          maxLength={120}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
        <TextField
          label={t('contacts.number')}
          required
          inputMode="tel"
          maxLength={60}
          value={number}
          onChange={({ target }) => setNumber(target.value)}
        />
        <div>
          <Switch
            label={t('contacts.doNotCall')}
            checked={doNotCall}
            onChange={setDoNotCall}
            describedBy={hintId}
          />
          <p id={hintId} className="field-hint">
            {t('contacts.doNotCallHint')}
          </p>
        </div>
        {error && <Problem error={error} />}
        <div className="dialog-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button tone="primary" type="submit">
            {t('common.save')}
          </Button>
        </div>
      </form>
    </FormDialog>
  );
}
