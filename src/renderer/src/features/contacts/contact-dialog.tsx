import { type FormEvent, useId, useRef, useState } from 'react';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import { DoNotCallSwitch } from '../../call/do-not-call-switch.tsx';
import { useKnownOf } from '../../stores/contacts-store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog, FormDialog } from '../../ui/dialogs.tsx';
import { TextField } from '../../ui/field.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { type Refusal, saveContact } from './save-contact.ts';

interface ContactDialogProps {
  /** Null for a new one. One without an id is a number that is only marked: it may get a name. */
  contact: Contact | null;
  onRemove: (contact: Contact) => void;
  onClose: () => void;
}

export function ContactDialog({ contact, onRemove, onClose }: ContactDialogProps) {
  const { t } = useI18n();
  const hintId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(contact?.name ?? '');
  const [number, setNumber] = useState(contact?.display ?? '');
  const [doNotCall, setDoNotCall] = useState(contact?.doNotCall ?? false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { mark } = useKnownOf(contact?.number ?? null);
  const markedOnly = contact !== null && contact.id === null;

  async function save(replace: boolean): Promise<void> {
    const refused = await saveContact(contact, { name, number, doNotCall, replace });
    if (!refused) return onClose();
    setRefusal(refused);
    if (refused.at === 'name' || refused.at === 'number')
      form.current?.querySelector<HTMLInputElement>(`[name="${refused.at}"]`)?.focus();
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void save(false);
  }
  const errorAt = (field: 'name' | 'number') => {
    if (refusal?.at !== field) return undefined;
    return refusal.missing ? t(`contacts.${field}Missing`) : refusal.sentence;
  };
  let title = t(contact ? 'contacts.editTitle' : 'contacts.addTitle');
  if (markedOnly) title = t('contacts.nameTitle');

  return (
    <FormDialog open title={title} onClose={onClose}>
      {/* The browser would use its own language, in a bubble. */}
      <form ref={form} className="contact-form" noValidate onSubmit={submit}>
        <TextField
          label={t('contacts.name')}
          name="name"
          maxLength={120}
          value={name}
          error={errorAt('name')}
          onChange={({ target }) => setName(target.value)}
        />
        <TextField
          label={t('contacts.number')}
          name="number"
          inputMode="tel"
          maxLength={60}
          value={number}
          readOnly={markedOnly}
          error={errorAt('number')}
          onChange={({ target }) => setNumber(target.value)}
        />
        <div>
          <DoNotCallSwitch
            number={contact?.display ?? number}
            marked={doNotCall}
            mark={mark}
            onChange={setDoNotCall}
            describedBy={hintId}
          />
          <p id={hintId} className="field-hint">
            {t('contacts.doNotCallHint')}
          </p>
        </div>
        {refusal?.at === 'form' && <Problem error={refusal.error} />}
        <DialogFoot contact={contact} onRemove={onRemove} onClose={onClose} />
      </form>
      {refusal?.at === 'other' && (
        <ReplaceQuestion
          refusal={refusal}
          name={name}
          onReplace={() => void save(true)}
          onClose={() => setRefusal(null)}
        />
      )}
    </FormDialog>
  );
}

/** Only a saved contact can be removed. */
function DialogFoot({ contact, onRemove, onClose }: ContactDialogProps) {
  const { t } = useI18n();
  return (
    <div className="dialog-actions">
      {contact !== null && contact.id !== null && (
        <Button tone="quiet" className="dialog-aside" onClick={() => onRemove(contact)}>
          {t('common.remove')}
        </Button>
      )}
      <Button onClick={onClose}>{t('common.cancel')}</Button>
      <Button tone="primary" type="submit">
        {t('common.save')}
      </Button>
    </div>
  );
}

interface ReplaceQuestionProps {
  refusal: Extract<Refusal, { at: 'other' }>;
  name: string;
  onReplace: () => void;
  onClose: () => void;
}

/** Asks whether to replace another contact that has the number. */
function ReplaceQuestion({ refusal, name, onReplace, onClose }: ReplaceQuestionProps) {
  const { t } = useI18n();
  const { display, other, marked } = refusal;
  return (
    <ConfirmDialog
      open
      title={t('contacts.existsTitle', { number: display, other })}
      text={t(marked ? 'contacts.existsTextMark' : 'contacts.existsText', {
        other,
        name: name.trim(),
      })}
      confirm={t('contacts.replace', { other })}
      onConfirm={onReplace}
      onClose={onClose}
    />
  );
}
