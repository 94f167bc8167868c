import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { MissedEntry } from '../../../../shared/contract/missed.ts';
import { missedActions } from '../../stores/missed-store.ts';
import { mayTakeFocus } from '../../ui/found-list.ts';
import { stepInList } from '../../ui/step-in-list.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import { MissedRow } from './missed-row.tsx';

interface MissedListProps {
  entries: readonly MissedEntry[];
  /** Customers beyond those. */
  more: number;
  onDial: (number: string) => void;
  onOpen: (callId: string) => void;
}

/** One row per customer. Arrows step through them, C calls back, Delete takes one off the list. */
export function MissedList({ entries, more, onDial, onOpen }: MissedListProps) {
  const { t } = useI18n();
  const list = useRef<HTMLUListElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const found = entries.findIndex(({ key }) => key === active);
  const last = useRef(0);
  // A row that left hands on to the one that has moved up into its place.
  const index = found >= 0 ? found : Math.min(last.current, entries.length - 1);
  useEffect(() => {
    last.current = index;
  }, [index]);
  const key = entries[index]?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another customer may be in the same place.
  useEffect(() => {
    if (mayTakeFocus()) focusRow(list.current, index);
  }, [index, key]);

  function dial({ number }: MissedEntry): void {
    if (number !== null) onDial(number);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const entry = entries[index];
    const to = stepInList(event.key, index, entries.length);
    if (to !== null) {
      event.preventDefault();
      setActive(entries[to]?.key ?? null);
      focusRow(list.current, to);
    } else if (entry && event.key.toLowerCase() === 'c' && !event.repeat) {
      event.preventDefault();
      dial(entry);
    } else if (entry && event.key === 'Delete' && !event.repeat) {
      event.preventDefault();
      void missedActions.dismiss(entry);
    }
  }

  return (
    <div className="missed-scroll">
      <ul ref={list} className="missed-list" aria-label={t('missed.list')} onKeyDown={onKeyDown}>
        {entries.map((entry, at) => (
          <MissedRow
            key={entry.key}
            entry={entry}
            active={at === index}
            onActivate={() => setActive(entry.key)}
            onDial={() => dial(entry)}
            onDismiss={() => void missedActions.dismiss(entry)}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {more > 0 && <p className="muted missed-more">{t('missed.more', { count: more })}</p>}
    </div>
  );
}

function focusRow(list: HTMLElement | null, index: number): void {
  const row = list?.children[index];
  row?.querySelector<HTMLElement>('button')?.focus({ preventScroll: true });
  row?.scrollIntoView({ block: 'nearest' });
}
