import type { Contact, DoNotCallMark } from '../../../../shared/contract/contacts.ts';
import { contactActions, useKnownOf } from '../../stores/contacts-store.ts';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { ContactDialog } from './contact-dialog.tsx';

export type OpenDialog =
  /** `contact` is null for a new one. */
  { what: 'edit'; contact: Contact | null } | { what: 'remove'; contact: Contact };

interface ContactDialogsProps {
  open: OpenDialog | null;
  onOpen: (dialog: OpenDialog) => void;
  onClose: () => void;
}

/** The dialogs over the list of contacts. */
export function ContactDialogs({ open, onOpen, onClose }: ContactDialogsProps) {
  if (!open) return null;
  if (open.what === 'remove') return <RemoveDialog contact={open.contact} onClose={onClose} />;
  return (
    <ContactDialog
      contact={open.contact}
      onRemove={(contact) => onOpen({ what: 'remove', contact })}
      onClose={onClose}
    />
  );
}

/** Asks before a name, or the mark of a number without one, is lost. */
function RemoveDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useI18n();
  const { id, name, number, display, doNotCall } = contact;
  const { mark } = useKnownOf(number);
  if (id === null) return mark && <UnmarkDialog mark={mark} display={display} onClose={onClose} />;
  const keeps = doNotCall ? ` ${t('contacts.removeKeepsMark', { number: display })}` : '';
  return (
    <ConfirmDialog
      open
      title={t('contacts.removeTitle', { name })}
      text={`${t('contacts.removeText', { number: display })}${keeps}`}
      confirm={t('common.remove')}
      onConfirm={() => void contactActions.remove(id)}
      onClose={onClose}
    />
  );
}

interface UnmarkDialogProps {
  mark: DoNotCallMark;
  display: string;
  onClose: () => void;
}

function UnmarkDialog({ mark, display, onClose }: UnmarkDialogProps) {
  const { t, date } = useI18n();
  return (
    <ConfirmDialog
      open
      title={t('contacts.unmarkTitle', { number: display })}
      text={t(`contacts.unmarkText.${mark.source}`, { date: date(mark.at) })}
      confirm={t('contacts.unmark')}
      onConfirm={() => void contactActions.setDoNotCall(mark.number, false)}
      onClose={onClose}
    />
  );
}
