import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call } from '../../../shared/domain/call.ts';
import type { CallOutcome } from '../../../shared/domain/call-states.ts';
import { bridge } from '../bridge.ts';
import { onCallChanged } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';

const pageSize = 100;

export interface BookFilter {
  text: string;
  outcomes: CallOutcome[];
  practice: boolean;
  recordedOnly: boolean;
}

export interface BookState {
  filter: BookFilter;
  /** Newest first, as far as they have been fetched. */
  calls: Call[];
  total: number | null;
  nextBeforeSeq: number | null;
  /** False until the first page of this filter is here. */
  loaded: boolean;
  error: AppError | null;
  /** Whether the other book, practice or real, has calls as well. */
  otherBookUsed: boolean;
}

/** One list of kept calls: the history, or the recordings. Pages come as one scrolls. */
function createBook(recordedOnly: boolean) {
  const useBook = create<BookState>(() => ({
    filter: { text: '', outcomes: [], practice: false, recordedOnly },
    calls: [],
    total: null,
    nextBeforeSeq: null,
    loaded: false,
    error: null,
    otherBookUsed: false,
  }));
  // The answer to an older question is dropped: the last one asked wins.
  let asked = 0;
  let fetchingMore = false;

  async function refresh(): Promise<void> {
    asked += 1;
    const mine = asked;
    const { filter } = useBook.getState();
    const [page, count] = await Promise.all([
      bridge.history.page({ ...filter, beforeSeq: null, limit: pageSize }),
      bridge.history.count(filter),
    ]);
    if (mine !== asked) return;
    useBook.setState(
      page.ok
        ? { ...page.value, total: count.ok ? count.value.total : null, loaded: true, error: null }
        : { error: page.error, loaded: true },
    );
  }

  async function loadMore(): Promise<void> {
    const { filter, nextBeforeSeq } = useBook.getState();
    if (nextBeforeSeq === null || fetchingMore) return;
    fetchingMore = true;
    const mine = asked;
    const page = await bridge.history.page({
      ...filter,
      beforeSeq: nextBeforeSeq,
      limit: pageSize,
    });
    fetchingMore = false;
    if (mine !== asked) return;
    useBook.setState(({ calls }) =>
      page.ok
        ? { calls: [...calls, ...page.value.calls], nextBeforeSeq: page.value.nextBeforeSeq }
        : { error: page.error },
    );
  }

  async function lookAtOtherBook(): Promise<void> {
    const { practice } = useBook.getState().filter;
    const other = await bridge.history.count({ practice: !practice, recordedOnly });
    if (other.ok) useBook.setState({ otherBookUsed: other.value.total > 0 });
  }

  async function setFilter(change: Partial<BookFilter>): Promise<void> {
    useBook.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
    await refresh();
  }

  function hear(call: Call): void {
    const { calls, loaded } = useBook.getState();
    if (!loaded) return;
    if (calls.some(({ id }) => id === call.id)) {
      useBook.setState({ calls: calls.map((each) => (each.id === call.id ? call : each)) });
    } else if (call.seq > (calls[0]?.seq ?? 0) || recordedOnly) {
      // A new call, or one whose recording has just come: main knows whether it belongs here.
      void refresh();
    }
  }

  return { useBook, refresh, loadMore, setFilter, lookAtOtherBook, hear };
}

export type Book = ReturnType<typeof createBook>;

export const historyBook = createBook(false);
export const recordingsBook = createBook(true);

export function watchBooks(): void {
  onCallChanged(historyBook.hear);
  onCallChanged(recordingsBook.hear);
  // A row shows its contact's name.
  onContactsChanged(() => {
    for (const book of [historyBook, recordingsBook]) {
      if (book.useBook.getState().loaded) void book.refresh();
    }
  });
}
