import { Ban, Hash, Pencil, Phone, Trash2 } from 'lucide-react';
import type { CSSProperties } from 'react';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import { IconButton } from '../../ui/button.tsx';
import { useI18n } from '../../ui/use-i18n.ts';

interface ContactRowProps {
  contact: Contact;
  style: CSSProperties;
  position: number;
  total: number;
  /** Whether it is the row that Tab reaches. */
  active: boolean;
  onActivate: () => void;
  onDial: () => void;
  onOpen: () => void;
  /** Removes the contact, or the mark of a number without a name. */
  onRemove: () => void;
}

/** A click opens it; calling has a button of its own. */
export function ContactRow(props: ContactRowProps) {
  const { contact, style, position, total, active, onActivate, onDial, onOpen, onRemove } = props;
  const { t } = useI18n();
  const { name, display, doNotCall } = contact;
  const who = name || display;
  const tabIndex = active ? 0 : -1;
  return (
    <li
      className="contact"
      style={style}
      aria-posinset={position}
      aria-setsize={total}
      data-active={active || undefined}
      onFocus={onActivate}
    >
      <button
        type="button"
        className="contact-open"
        tabIndex={tabIndex}
        data-found-focus={active || undefined}
        aria-keyshortcuts="c"
        onClick={onOpen}
      >
        <span className="contact-sign" aria-hidden="true">
          {name ? firstLetter(name) : <Hash size={16} />}
        </span>
        <span className="contact-who">
          <strong className={name ? undefined : 'tabular'}>{who}</strong>
          <span className="muted tabular">{name ? display : t('contacts.nameless')}</span>
        </span>
        <span className="contact-dnc">
          {doNotCall && (
            <>
              <Ban size={15} aria-hidden="true" />
              {t('contacts.doNotCall')}
            </>
          )}
        </span>
        <LastCalled contact={contact} />
      </button>
      <span className="contact-actions">
        <IconButton
          label={t('contacts.dial', { name: who })}
          icon={<Phone size={17} />}
          tabIndex={tabIndex}
          onClick={onDial}
        />
        <IconButton
          label={t('contacts.edit', { name: who })}
          icon={<Pencil size={17} />}
          tabIndex={tabIndex}
          onClick={onOpen}
        />
        <IconButton
          label={name ? t('contacts.remove', { name }) : t('contacts.unmark')}
          icon={<Trash2 size={17} />}
          tabIndex={tabIndex}
          onClick={onRemove}
        />
      </span>
    </li>
  );
}

function LastCalled({ contact: { lastCalledAt } }: { contact: Contact }) {
  const { t, dayAndTimeWithin } = useI18n();
  return (
    <span className="contact-last muted tabular">
      {lastCalledAt === null
        ? t('contacts.neverCalled')
        : t('contacts.lastCalled', { when: dayAndTimeWithin(lastCalledAt) })}
    </span>
  );
}

/** Returns the first letter as a reader sees it: in Devanagari with its vowel sign. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter().segment(name);
  return first?.segment.toLocaleUpperCase() ?? '';
}
