import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { mostCounted } from '../../../../shared/domain/most-counted.ts';
import type { CallListStore } from '../../stores/call-list-store.ts';
import { useResultName } from '../../stores/settings-store.ts';
import { bothFit } from '../../ui/both-fit.ts';
import { mayTakeFocus } from '../../ui/found-list.ts';
import { stepInList } from '../../ui/step-in-list.ts';
import { useI18n } from '../../ui/use-i18n.ts';
import { CallRow, DayRow } from './call-row.tsx';
import { listItems } from './list-items.ts';
import type { useSelection } from './use-selection.ts';

const rowHeight = 58;
const dayHeight = 46;
/** The next page is fetched when this many rows are left. */
const fetchAhead = 20;

interface CallRowsProps {
  list: CallListStore;
  screen: 'history' | 'recordings';
  selection: ReturnType<typeof useSelection>;
  covered: boolean;
}

/** The calls, day by day; only the rows in sight exist. */
export function CallRows({ list, screen, selection, covered }: CallRowsProps) {
  const { t } = useI18n();
  const nameOf = useResultName();
  const { calls, nextBeforeSeq, total } = list.useCallList();
  const { selectedId } = selection;
  const isCounted = total !== null && total <= mostCounted;
  const items = useMemo(() => listItems(calls, nextBeforeSeq === null), [calls, nextBeforeSeq]);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'day' ? dayHeight : rowHeight),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 12,
  });
  const rows = virtualizer.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= items.length - fetchAhead) void list.loadMore();
  }, [list, lastShown, items.length]);

  const latestItems = useRef(items);
  latestItems.current = items;
  useEffect(() => {
    const index = latestItems.current.findIndex(({ key }) => key === selectedId);
    if (index >= 0) virtualizer.scrollToIndex(index);
  }, [virtualizer, selectedId]);

  // Arrow keys work as soon as the list is there.
  const takesFocus = useRef(!covered || bothFit());
  useEffect(() => {
    if (takesFocus.current && mayTakeFocus()) scroller.current?.focus({ preventScroll: true });
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = calls.findIndex(({ id }) => id === selectedId);
    const target = calls[stepInList(event.key, index, calls.length) ?? -1];
    if (!target) return;
    event.preventDefault();
    selection.select(target.id);
  }

  const selectedShown = rows.some(({ key }) => key === selectedId);
  return (
    <div
      ref={scroller}
      className="history-list"
      role="listbox"
      aria-label={t(screen === 'recordings' ? 'recordings.list' : 'history.list')}
      tabIndex={0}
      data-found-focus
      aria-activedescendant={selectedShown ? `call-${selectedId}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className="history-rows" style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index, start, size, key }) => {
          const item = items[index];
          const style = { transform: `translateY(${start}px)`, height: size };
          if (!item) return null;
          return item.kind === 'day' ? (
            <DayRow key={key} at={item.at} sums={item.sums} style={style} />
          ) : (
            <CallRow
              key={key}
              call={item.call}
              result={item.call.disposition && nameOf(item.call.disposition)}
              withLength={screen === 'recordings'}
              style={style}
              selected={item.call.id === selectedId}
              position={calls.indexOf(item.call) + 1}
              total={isCounted ? total : -1}
              onOpen={() => selection.open(item.call.id)}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Whether the whole row can be seen. */
export function isRowInSight(id: string): boolean {
  const row = document.getElementById(`call-${id}`);
  const list = row?.closest('.history-list');
  if (!row || !list) return false;
  const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  return inner.height > 0 && inner.top >= outer.top && inner.bottom <= outer.bottom;
}
