import { create } from 'zustand';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call } from '../../../shared/domain/call.ts';
import type { CallOutcome } from '../../../shared/domain/call-states.ts';
import { bridge } from '../bridge.ts';
import { onCallChanged } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';

const pageSize = 100;
/** The most that main hands out at once. */
const largestPage = 500;

export interface CallListFilter {
  text: string;
  outcomes: CallOutcome[];
  practice: boolean;
  recordedOnly: boolean;
}

export interface CallListState {
  filter: CallListFilter;
  /** Newest first, as far as they have been fetched. */
  calls: Call[];
  total: number | null;
  nextBeforeSeq: number | null;
  /** False until the first page of this filter is here. */
  loaded: boolean;
  error: AppError | null;
  /** Whether the other book, practice or real, has calls as well. */
  otherListHasCalls: boolean;
  /** The chosen call: always one of `calls`, so that nothing unseen is shown or called. */
  selectedId: string | null;
  /** A call that an address names, while it is brought into the list. */
  seeking: string | null;
}

/** Whether a filter leaves calls out. */
export function isNarrowed({ text, outcomes }: CallListFilter): boolean {
  return text.trim() !== '' || outcomes.length > 0;
}

const unread = {
  calls: [],
  total: null,
  nextBeforeSeq: null,
  loaded: false,
  error: null,
  selectedId: null,
};

/** One list of kept calls: the history, or the recordings. Pages come as one scrolls. */
function createCallList(recordedOnly: boolean) {
  const useCallList = create<CallListState>(() => ({
    ...unread,
    filter: { text: '', outcomes: [], practice: false, recordedOnly },
    otherListHasCalls: false,
    seeking: null,
  }));
  // The answer to an older question is dropped: the last one asked wins.
  let asked = 0;
  let latest: Promise<void> = Promise.resolve();
  let fetchingMore = false;
  // A search chooses its first find, whichever answer it comes with.
  let choosesFirst = false;
  // A list that nobody looks at is not kept up to date: it is asked for anew when it is shown.
  let isShown = false;
  let lastNews = '';

  const has = (id: string): boolean => useCallList.getState().calls.some((call) => call.id === id);

  function refresh(): Promise<void> {
    latest = fetchAnew();
    return latest;
  }

  async function fetchAnew(): Promise<void> {
    asked += 1;
    const mine = asked;
    const { filter, calls } = useCallList.getState();
    const limit = Math.min(largestPage, Math.max(pageSize, calls.length));
    const [page, count] = await Promise.all([
      bridge.history.page({ ...filter, beforeSeq: null, limit }),
      bridge.history.count(filter),
    ]);
    if (mine !== asked) return;
    if (!page.ok) {
      useCallList.setState({ calls: [], total: null, selectedId: null, error: page.error });
    } else {
      useCallList.setState(({ selectedId }) => ({
        ...page.value,
        total: count.ok ? count.value.total : null,
        error: null,
        selectedId: chosenOf(page.value.calls, selectedId),
      }));
    }
    useCallList.setState({ loaded: true });
  }

  function chosenOf(calls: readonly Call[], before: string | null): string | null {
    const first = choosesFirst ? (calls[0]?.id ?? null) : null;
    choosesFirst = false;
    return first ?? (calls.some(({ id }) => id === before) ? before : null);
  }

  async function loadMore(): Promise<void> {
    const { filter, nextBeforeSeq } = useCallList.getState();
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
    useCallList.setState(({ calls }) =>
      page.ok
        ? { calls: [...calls, ...page.value.calls], nextBeforeSeq: page.value.nextBeforeSeq }
        : { error: page.error },
    );
  }

  async function checkOtherList(): Promise<void> {
    const { practice } = useCallList.getState().filter;
    const other = await bridge.history.count({ practice: !practice, recordedOnly });
    if (other.ok) useCallList.setState({ otherListHasCalls: other.value.total > 0 });
  }

  async function setFilter(change: Partial<CallListFilter>): Promise<void> {
    useCallList.setState(({ filter }) => ({ filter: { ...filter, ...change } }));
    choosesFirst = isNarrowed(useCallList.getState().filter);
    void refresh();
    await settled();
  }

  /** Resolves when the list shows what was asked last. */
  async function settled(): Promise<void> {
    for (let seen = null; seen !== latest; ) {
      seen = latest;
      await seen;
    }
  }

  /** Chooses a call that is in the list. */
  function select(id: string): void {
    if (has(id)) useCallList.setState({ selectedId: id, seeking: null });
  }

  /**
   * Chooses a call from elsewhere, whether or not the list shows it: the filter goes, and where that
   * is not enough, all calls with its number are listed.
   */
  async function reveal(id: string): Promise<void> {
    useCallList.setState({ seeking: id });
    if (!useCallList.getState().loaded) void refresh();
    await settled();
    const found = has(id) ? null : await bridge.history.detail({ id });
    const stillSought = () => useCallList.getState().seeking === id && !has(id);
    if (found?.ok && stillSought()) {
      const { practice, customerNumber } = found.value.call;
      await setFilter({ text: '', outcomes: [], practice });
      if (stillSought()) await setFilter({ text: customerNumber });
      while (stillSought() && useCallList.getState().nextBeforeSeq !== null) await loadMore();
    }
    if (useCallList.getState().seeking !== id) return;
    useCallList.setState({ seeking: null, selectedId: has(id) ? id : null });
  }

  function hear(call: Call): void {
    const { calls, loaded } = useCallList.getState();
    if (!loaded) return;
    if (has(call.id)) {
      useCallList.setState({ calls: calls.map((each) => (each.id === call.id ? call : each)) });
    } else if (isShown && mayBelongHere(call)) {
      // Only main knows.
      void refresh();
    }
  }

  /** A new call; among recordings one whose recording is there, or on its way, as of now. */
  function mayBelongHere(call: Call): boolean {
    const { calls, nextBeforeSeq } = useCallList.getState();
    if (!recordedOnly) return call.seq > (calls[0]?.seq ?? 0);
    const { state } = call.recording;
    const news = `${call.id} ${state}`;
    const isNews = news !== lastNews;
    lastNews = news;
    const isListed = state !== 'none' && state !== 'never_came';
    return isNews && isListed && (nextBeforeSeq === null || call.seq >= nextBeforeSeq);
  }

  /** The list is on the screen, until the answer is called. */
  function show(): () => void {
    isShown = true;
    void refresh();
    return () => {
      isShown = false;
    };
  }

  /** The account in use is another one: its calls are meant, until the agent turns to others. */
  function setOwn(practice: boolean): void {
    const { filter } = useCallList.getState();
    if (isShown) void setFilter({ practice });
    else if (practice !== filter.practice)
      useCallList.setState({ ...unread, filter: { ...filter, practice } });
  }

  return {
    useCallList,
    refresh,
    show,
    setOwn,
    loadMore,
    setFilter,
    checkOtherList,
    settled,
    select,
    reveal,
    hear,
    hearOfContacts(): void {
      if (isShown) void refresh();
    },
    /** The chosen call. */
    selected(): Call | null {
      const { calls, selectedId } = useCallList.getState();
      return calls.find(({ id }) => id === selectedId) ?? null;
    },
    /** What a search leads to. */
    selectFirst(): void {
      const [first] = useCallList.getState().calls;
      if (first) select(first.id);
    },
  };
}

export type CallListStore = ReturnType<typeof createCallList>;

export const historyList = createCallList(false);
export const recordingsList = createCallList(true);

export function watchCallLists(): void {
  onCallChanged(historyList.hear);
  onCallChanged(recordingsList.hear);
  // A row shows its contact's name.
  onContactsChanged(() => {
    for (const list of [historyList, recordingsList]) list.hearOfContacts();
  });
}
