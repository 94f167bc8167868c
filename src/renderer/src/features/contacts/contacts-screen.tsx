import { Ban, Pencil, Phone, Search, SearchX, Trash2, UserPlus, Users } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import { contactActions, useContacts } from '../../stores/contacts-store.ts';
import { EmptyState } from '../../ui/bits.tsx';
import { Button, IconButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/dialogs.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../ui/use-words.ts';
import { ContactDialog } from './contact-dialog.tsx';
import './contacts.css';

type Open = { what: 'new' } | { what: 'edit' | 'remove'; contact: Contact } | null;

/** Everybody with a name. */
export function ContactsScreen({ onDial }: { onDial: (number: string) => void }) {
  const { t } = useWords();
  const { contacts, loaded, text, error } = useContacts();
  const [open, setOpen] = useState<Open>(null);
  useEffect(() => void contactActions.search(''), []);
  const add = (
    <Button
      tone="primary"
      icon={<UserPlus size={17} aria-hidden="true" />}
      onClick={() => setOpen({ what: 'new' })}
    >
      {t('contacts.add')}
    </Button>
  );

  return (
    <section className="contacts" aria-labelledby="contacts-title">
      <header className="contacts-head">
        <h1 id="contacts-title">{t('contacts.title')}</h1>
        <label className="contacts-search">
          <Search size={17} aria-hidden="true" />
          <input
            type="search"
            className="input"
            aria-label={t('contacts.search')}
            placeholder={t('contacts.search')}
            maxLength={200}
            value={text}
            onChange={({ target }) => void contactActions.search(target.value)}
          />
        </label>
        {contacts.length > 0 || text !== '' ? add : null}
      </header>
      {error && <Problem error={error} />}
      {loaded && !error && contacts.length === 0 && (
        <EmptyState
          icon={text ? <SearchX size={24} /> : <Users size={24} />}
          title={t(text ? 'contacts.nothingFound' : 'contacts.empty')}
          text={text ? t('contacts.nothingFoundText', { text }) : t('contacts.emptyText')}
          action={text ? undefined : add}
        />
      )}
      <ul className="contacts-list" aria-label={t('contacts.list')}>
        {contacts.map((contact) => (
          <ContactRow
            key={contact.number}
            contact={contact}
            onDial={() => onDial(contact.number)}
            onEdit={() => setOpen({ what: 'edit', contact })}
            onRemove={() => setOpen({ what: 'remove', contact })}
          />
        ))}
      </ul>
      <ContactDialogs open={open} onClose={() => setOpen(null)} />
    </section>
  );
}

function ContactDialogs({ open, onClose }: { open: Open; onClose: () => void }) {
  const { t } = useWords();
  if (open?.what === 'remove') {
    const { id, name, display } = open.contact;
    return (
      <ConfirmDialog
        open
        title={t('contacts.removeTitle', { name })}
        text={t('contacts.removeText', { number: display })}
        confirm={t('common.remove')}
        onConfirm={() => id !== null && void contactActions.remove(id)}
        onClose={onClose}
      />
    );
  }
  if (!open) return null;
  return <ContactDialog contact={open.what === 'edit' ? open.contact : null} onClose={onClose} />;
}

interface ContactRowProps {
  contact: Contact;
  onDial: () => void;
  onEdit: () => void;
  onRemove: () => void;
}

function ContactRow({ contact, onDial, onEdit, onRemove }: ContactRowProps) {
  const { t, dayAndTime } = useWords();
  const { name, display, doNotCall, lastCalledAt } = contact;
  return (
    <li className="contact">
      <span className="contact-sign" aria-hidden="true">
        {firstLetter(name)}
      </span>
      <span className="contact-who">
        <strong>{name}</strong>
        <span className="muted tabular">{display}</span>
      </span>
      {doNotCall && (
        <span className="contact-dnc">
          <Ban size={15} aria-hidden="true" />
          {t('contacts.doNotCall')}
        </span>
      )}
      <span className="contact-last muted tabular">
        {lastCalledAt === null
          ? t('contacts.neverCalled')
          : t('contacts.lastCalled', { when: dayAndTime(lastCalledAt) })}
      </span>
      <span className="contact-actions">
        <IconButton
          label={t('contacts.dial', { name })}
          icon={<Phone size={17} />}
          onClick={onDial}
        />
        <IconButton
          label={t('contacts.edit', { name })}
          icon={<Pencil size={17} />}
          onClick={onEdit}
        />
        <IconButton
          label={t('contacts.remove', { name })}
          icon={<Trash2 size={17} />}
          onClick={onRemove}
        />
      </span>
    </li>
  );
}

/** The first letter as a reader sees it: in Devanagari with its vowel sign. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name);
  return first?.segment.toLocaleUpperCase() ?? '';
}
