import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import type { Contact } from '../../../../shared/contract/contacts.ts';
import { contactActions, contactAt, useContacts } from '../../stores/contacts-store.ts';
import { mayTakeFocus } from '../../ui/found-list.ts';
import { stepInList } from '../../ui/step-in-list.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import type { OpenDialog } from './contact-dialogs.tsx';
import { ContactRow } from './contact-row.tsx';

const rowHeight = 62;

interface ContactListProps {
  onDial: (contact: Contact) => void;
  onOpen: (dialog: OpenDialog) => void;
}

/** Contacts by name; only the rows in view are rendered and fetched. */
export function ContactList({ onDial, onOpen }: ContactListProps) {
  const { t } = useI18n();
  const state = useContacts();
  const { active, text } = state;
  const total = state.total ?? 0;
  const scroller = useRef<HTMLUListElement>(null);
  const { virtualizer, rows } = useRowsInSight(scroller, total, active);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new search starts at the first match.
  useEffect(() => virtualizer.scrollToOffset(0), [text]);

  const isHere = contactAt(state, 0) !== null;
  useEffect(() => {
    if (isHere && mayTakeFocus()) focusRow(scroller.current, 0);
  }, [isHere]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = stepInList(event.key, active, total);
    if (to !== null) {
      event.preventDefault();
      contactActions.activate(to);
      virtualizer.scrollToIndex(to);
      // The row exists after the next paint.
      window.requestAnimationFrame(() => focusRow(scroller.current, to));
    } else if (event.key.toLowerCase() === 'c' && !event.repeat) {
      event.preventDefault();
      void call();
    }
  }
  /** Calls the contact that has the focus once the list matches the latest search. */
  async function call(): Promise<void> {
    await contactActions.settled();
    const now = useContacts.getState();
    const contact = contactAt(now, now.active);
    if (contact) onDial(contact);
  }

  return (
    <ul
      ref={scroller}
      className="contacts-list"
      aria-label={t('contacts.list')}
      data-found-list
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      {/* As tall as all rows together; each row is positioned in it. */}
      <li aria-hidden="true" style={{ height: virtualizer.getTotalSize() }} />
      {rows.map(({ index, start, size }) => {
        const contact = contactAt(state, index);
        const style = { transform: `translateY(${start}px)`, height: size };
        if (!contact) return <li key={index} className="contact" style={style} aria-busy="true" />;
        return (
          <ContactRow
            key={contact.number}
            contact={contact}
            style={style}
            position={index + 1}
            total={total}
            active={index === active}
            onActivate={() => contactActions.activate(index)}
            onDial={() => onDial(contact)}
            onOpen={() => onOpen({ what: 'edit', contact })}
            onRemove={() => onOpen({ what: 'remove', contact })}
          />
        );
      })}
    </ul>
  );
}

/** The rows to render: those in view and a few around them, which are fetched. */
function useRowsInSight(scroller: RefObject<HTMLElement | null>, total: number, active: number) {
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 10,
    // The focused row is kept however far one scrolls: without it the focus would be lost.
    rangeExtractor: (range) =>
      [...new Set([...defaultRangeExtractor(range), Math.min(active, range.count - 1)])].sort(
        (a, b) => a - b,
      ),
  });
  const rows = virtualizer.getVirtualItems();
  const [first, last] = [virtualizer.range?.startIndex ?? 0, virtualizer.range?.endIndex ?? 0];
  useEffect(() => contactActions.show(first, last), [first, last]);
  return { virtualizer, rows };
}

function focusRow(list: HTMLElement | null, index: number): void {
  list
    ?.querySelector<HTMLElement>(`[aria-posinset="${index + 1}"] .contact-open`)
    ?.focus({ preventScroll: true });
}
