import { PhoneIncoming, SquarePen, User, UserPlus } from 'lucide-react';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import type { InboundCall } from '../../../../shared/domain/call.ts';
import { queueOf } from '../../call/call-text.ts';
import { focusCallNote } from '../../call/focus.ts';
import type { Known } from '../../stores/contacts-store.ts';
import { Button } from '../../ui/button.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import './arrival.css';

/** Says, before anything else, that it is the customer who called, and for which queue. */
export function ArrivalLine({ call }: { call: InboundCall }) {
  const { t } = useI18n();
  const queue = queueOf(call);
  return (
    <p className="eyebrow arrival-line">
      <PhoneIncoming size={16} aria-hidden="true" />
      {t('live.arrival.title')}
      {queue !== null && <span className="arrival-queue">{queue}</span>}
    </p>
  );
}

interface ArrivalActionsProps {
  call: InboundCall;
  /** What is known about the caller's number. */
  known: Known;
  onContact: (contact: Contact) => void;
}

/** No button answers: the phone does that. */
export function ArrivalActions({ call, known, onContact }: ArrivalActionsProps) {
  const { t } = useI18n();
  const contact = known.contact ?? unnamed(call, known);
  const Icon = known.contact ? User : UserPlus;
  return (
    <div className="arrival-actions">
      {contact && (
        <Button
          small
          icon={<Icon size={15} aria-hidden="true" />}
          onClick={() => onContact(contact)}
        >
          {t(known.contact ? 'live.arrival.openContact' : 'live.arrival.addContact')}
        </Button>
      )}
      <Button small icon={<SquarePen size={15} aria-hidden="true" />} onClick={focusCallNote}>
        {t('live.note')}
      </Button>
    </div>
  );
}

/** The caller as a contact without a name yet; null if the number is withheld. */
function unnamed(call: InboundCall, { mark }: Known): Contact | null {
  const { customerNumber: number, customerDisplay } = call;
  if (number === null) return null;
  const display = customerDisplay ?? number;
  const doNotCall = mark !== null;
  return { id: null, name: '', number, display, doNotCall, lastCalledAt: null };
}
