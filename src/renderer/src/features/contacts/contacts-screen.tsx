import { SearchX, UserPlus, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import { contactActions, useContacts } from '../../stores/contacts-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useI18n } from '../../ui/use-i18n.ts';
import { ContactDialogs, type OpenDialog } from './contact-dialogs.tsx';
import { ContactList } from './contact-list.tsx';
import './contacts.css';

/** Everyone with a name, and every number that must not be called. */
export function ContactsScreen({ onDial }: { onDial: (number: string) => void }) {
  const { t } = useI18n();
  const text = useContacts((state) => state.text);
  const total = useContacts((state) => state.total);
  const error = useContacts((state) => state.error);
  const [open, setOpen] = useState<OpenDialog | null>(null);
  useEffect(() => void contactActions.refresh(), []);
  const add = (
    <Button
      tone="primary"
      icon={<UserPlus size={17} aria-hidden="true" />}
      onClick={() => setOpen({ what: 'edit', contact: null })}
    >
      {t('contacts.add')}
    </Button>
  );

  return (
    <section
      className="contacts"
      aria-labelledby="contacts-title"
      data-empty={total === 0 || undefined}
    >
      <header className="contacts-head">
        <h1 id="contacts-title">{t('contacts.title')}</h1>
        <p className="muted tabular" role="status">
          {total !== null && t('contacts.count', { count: total })}
        </p>
        {total !== 0 || text !== '' ? add : null}
      </header>
      {error && (
        <Problem
          error={error}
          actions={
            <Button small onClick={() => void contactActions.refresh()}>
              {t('common.retry')}
            </Button>
          }
        />
      )}
      {total === 0 && (
        <EmptyState
          filling
          icon={text ? <SearchX size={24} /> : <Users size={24} />}
          title={t(text ? 'contacts.nothingFound' : 'contacts.empty')}
          text={text ? t('contacts.nothingFoundText', { text }) : t('contacts.emptyText')}
          action={text ? undefined : add}
        />
      )}
      <ContactList onDial={(contact) => onDial(contact.number)} onOpen={setOpen} />
      <ContactDialogs open={open} onOpen={setOpen} onClose={() => setOpen(null)} />
    </section>
  );
}
