import { useVirtualizer } from '@tanstack/react-virtual';
import { AudioLines, Clock, SearchX } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { Call } from '../../../../shared/domain/call.ts';
import type { Book } from '../../stores/book-store.ts';
import { EmptyState } from '../../ui/bits.tsx';
import { Button } from '../../ui/button.tsx';
import { Problem } from '../../ui/problem.tsx';
import { useWords } from '../../ui/use-words.ts';
import { CallRow, DayRow } from './call-row.tsx';
import { listItems } from './list-items.ts';

const rowHeight = 58;
const dayHeight = 46;
/** The next page is fetched when this many rows are left. */
const fetchAhead = 20;

/** The list and the details stand side by side from here on; as in history.css. */
const bothFit = '(min-width: 1080px)';

interface CallListProps {
  book: Book;
  screen: 'history' | 'recordings';
  openId: string | null;
  onOpen: (id: string, replace: boolean) => void;
  onCallBack: (call: Call) => void;
  onDial: () => void;
}

/** Every call of the book; only the rows in sight exist. */
export function CallList(props: CallListProps) {
  const { book, screen, onDial } = props;
  const { t } = useWords();
  const { calls, loaded, error, filter } = book.useBook();
  if (error) {
    return (
      <div className="history-problem">
        <Problem
          error={error}
          actions={
            <Button small onClick={() => void book.refresh()}>
              {t('common.retry')}
            </Button>
          }
        />
      </div>
    );
  }
  if (!loaded) return <div className="history-list" aria-busy="true" />;
  if (calls.length > 0) return <Rows {...props} />;
  if (filter.text !== '' || filter.outcomes.length > 0) return <NothingFound book={book} />;
  const recordings = screen === 'recordings';
  return (
    <EmptyState
      icon={recordings ? <AudioLines size={24} /> : <Clock size={24} />}
      title={t(recordings ? 'recordings.empty' : 'history.empty')}
      text={t(recordings ? 'recordings.emptyText' : 'history.emptyText')}
      action={
        <Button tone="primary" onClick={onDial}>
          {t('history.emptyAction')}
        </Button>
      }
    />
  );
}

function NothingFound({ book }: { book: Book }) {
  const { t } = useWords();
  const { text } = book.useBook((state) => state.filter);
  return (
    <EmptyState
      icon={<SearchX size={24} />}
      title={t('history.nothingFound')}
      text={text ? t('history.nothingFoundText', { text }) : t('history.nothingFiltered')}
      action={
        <Button onClick={() => void book.setFilter({ text: '', outcomes: [] })}>
          {t('history.clearAll')}
        </Button>
      }
    />
  );
}

function Rows({ book, screen, openId, onOpen, onCallBack }: CallListProps) {
  const { t } = useWords();
  const { calls, nextBeforeSeq, total } = book.useBook();
  const items = useMemo(() => listItems(calls, nextBeforeSeq === null), [calls, nextBeforeSeq]);
  const scroller = useRef<HTMLDivElement>(null);
  const [activeId, setActiveId] = useState(openId);
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
    if (lastShown >= items.length - fetchAhead) void book.loadMore();
  }, [book, lastShown, items.length]);

  function move(event: KeyboardEvent): void {
    const index = calls.findIndex(({ id }) => id === activeId);
    const to = targetOf(event.key, index, calls.length);
    const target = to === null ? undefined : calls[to];
    if (!target) return;
    event.preventDefault();
    setActiveId(target.id);
    virtualizer.scrollToIndex(items.findIndex(({ key }) => key === target.id));
    // Where there is room for both, the details follow.
    if (window.matchMedia(bothFit).matches) onOpen(target.id, true);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const active = calls.find(({ id }) => id === activeId);
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && active) onOpen(active.id, false);
    else if (event.key.toLowerCase() === 'c' && active) onCallBack(active);
    else move(event);
  }

  const activeShown = rows.some(({ key }) => key === activeId);
  return (
    <div
      ref={scroller}
      className="history-list"
      role="listbox"
      aria-label={t(screen === 'recordings' ? 'recordings.list' : 'history.list')}
      tabIndex={0}
      aria-activedescendant={activeShown ? `call-${activeId}` : undefined}
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
              style={style}
              active={item.call.id === activeId}
              open={item.call.id === openId}
              position={calls.indexOf(item.call) + 1}
              total={total ?? -1}
              onOpen={() => {
                setActiveId(item.call.id);
                onOpen(item.call.id, false);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}

/** Which row a key leads to; null: none. */
function targetOf(key: string, index: number, count: number): number | null {
  const steps: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + 10,
    PageUp: index - 10,
    Home: 0,
    End: count - 1,
  };
  const to = steps[key];
  return to === undefined ? null : Math.min(count - 1, Math.max(0, to));
}
