import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { CommandInput } from '../../../shared/contract/index.ts';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call } from '../../../shared/domain/call.ts';
import type { CallOutcome } from '../../../shared/domain/call-states.ts';
import { missedOutcomes } from '../../../shared/domain/missed-call.ts';
import { bridge } from '../bridge.ts';
import { onCallChanged } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';

const pageSize = 100;
/** The most that main returns at once. */
const largestPage = 500;

/** Which way the listed calls went. `missed`: they came in, and nobody took them. */
export const callWays = ['both', 'outbound', 'inbound', 'missed'] as const;
export type CallWay = (typeof callWays)[number];

export interface CallListFilter {
  text: string;
  way: CallWay;
  /** Empty for every outcome. Counts for nothing among missed calls. */
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
  /** Whether the other history, practice or real, has calls as well. */
  otherListHasCalls: boolean;
  /** The chosen call: always one of `calls`, so that nothing unseen is shown or called. */
  selectedId: string | null;
  /** A call that an address names, while it is being brought into the list. */
  seeking: string | null;
}

/** Whether a filter leaves calls out. */
export function isNarrowed({ text, way, outcomes }: CallListFilter): boolean {
  return text.trim() !== '' || way !== 'both' || outcomes.length > 0;
}

/** A filter that leaves nothing out. */
export const everyCall = { text: '', way: 'both', outcomes: [] } satisfies Partial<CallListFilter>;

/** The filter as main knows it. */
function asked({ way, outcomes, ...filter }: CallListFilter): CommandInput<'history', 'count'> {
  if (way === 'missed') return { ...filter, direction: 'inbound', outcomes: [...missedOutcomes] };
  return { ...filter, direction: way === 'both' ? null : way, outcomes };
}

const unread = {
  calls: [],
  total: null,
  nextBeforeSeq: null,
  loaded: false,
  error: null,
  selectedId: null,
};

/**
 * One list of kept calls: the history, or the recordings. Pages are fetched as the agent scrolls.
 */
export class CallListStore {
  readonly useCallList: UseBoundStore<StoreApi<CallListState>>;
  readonly #recordedOnly: boolean;
  /** The result of an older request is dropped: the latest request wins. */
  #asked = 0;
  #latest: Promise<void> = Promise.resolve();
  #fetchingMore = false;
  /** A search chooses its first match, whichever response brings it. */
  #choosesFirst = false;
  /**
   * A list that is not on the screen is not kept up to date: it is fetched again when it is shown.
   */
  #isShown = false;
  #lastNews = '';

  constructor(recordedOnly: boolean) {
    this.#recordedOnly = recordedOnly;
    this.useCallList = create<CallListState>(() => ({
      ...unread,
      filter: { ...everyCall, practice: false, recordedOnly },
      otherListHasCalls: false,
      seeking: null,
    }));
  }

  get #state(): CallListState {
    return this.useCallList.getState();
  }

  #set(change: Partial<CallListState> | ((state: CallListState) => Partial<CallListState>)): void {
    this.useCallList.setState(change);
  }

  #has(id: string): boolean {
    return this.#state.calls.some((call) => call.id === id);
  }

  refresh(): Promise<void> {
    this.#latest = this.#fetchAnew();
    return this.#latest;
  }

  async #fetchAnew(): Promise<void> {
    this.#asked += 1;
    const mine = this.#asked;
    const { filter, calls } = this.#state;
    const limit = Math.min(largestPage, Math.max(pageSize, calls.length));
    const [page, count] = await Promise.all([
      bridge.history.page({ ...asked(filter), beforeSeq: null, limit }),
      bridge.history.count(asked(filter)),
    ]);
    if (mine !== this.#asked) return;
    if (!page.ok) {
      this.#set({ calls: [], total: null, selectedId: null, error: page.error });
    } else {
      this.#set(({ selectedId }) => ({
        ...page.value,
        total: count.ok ? count.value.total : null,
        error: null,
        selectedId: this.#chosenOf(page.value.calls, selectedId),
      }));
    }
    this.#set({ loaded: true });
  }

  #chosenOf(calls: readonly Call[], before: string | null): string | null {
    const first = this.#choosesFirst ? (calls[0]?.id ?? null) : null;
    this.#choosesFirst = false;
    return first ?? (calls.some(({ id }) => id === before) ? before : null);
  }

  async loadMore(): Promise<void> {
    const { filter, nextBeforeSeq } = this.#state;
    if (nextBeforeSeq === null || this.#fetchingMore) return;
    this.#fetchingMore = true;
    const mine = this.#asked;
    const page = await bridge.history.page({
      ...asked(filter),
      beforeSeq: nextBeforeSeq,
      limit: pageSize,
    });
    this.#fetchingMore = false;
    if (mine !== this.#asked) return;
    this.#set(({ calls }) =>
      page.ok
        ? { calls: [...calls, ...page.value.calls], nextBeforeSeq: page.value.nextBeforeSeq }
        : { error: page.error },
    );
  }

  async checkOtherList(): Promise<void> {
    const { practice } = this.#state.filter;
    const other = await bridge.history.count({
      practice: !practice,
      recordedOnly: this.#recordedOnly,
    });
    if (other.ok) this.#set({ otherListHasCalls: other.value.total > 0 });
  }

  async setFilter(change: Partial<CallListFilter>): Promise<void> {
    this.#set(({ filter }) => ({ filter: { ...filter, ...change } }));
    this.#choosesFirst = isNarrowed(this.#state.filter);
    void this.refresh();
    await this.settled();
  }

  /** Resolves when the list shows the latest search. */
  async settled(): Promise<void> {
    for (let seen = null; seen !== this.#latest; ) {
      seen = this.#latest;
      await seen;
    }
  }

  /** Chooses a call that is in the list. */
  select(id: string): void {
    if (this.#has(id)) this.#set({ selectedId: id, seeking: null });
  }

  /**
   * Chooses a call from elsewhere, whether or not the list shows it: the filter is cleared, and if
   * that is not enough, all calls with its number are listed.
   */
  async reveal(id: string): Promise<void> {
    this.#set({ seeking: id });
    if (!this.#state.loaded) void this.refresh();
    await this.settled();
    const found = this.#has(id) ? null : await bridge.history.detail({ id });
    const stillSought = () => this.#state.seeking === id && !this.#has(id);
    if (found?.ok && stillSought()) {
      const { practice, customerNumber } = found.value.call;
      await this.setFilter({ ...everyCall, practice });
      if (stillSought()) await this.setFilter({ text: customerNumber ?? '' });
      while (stillSought() && this.#state.nextBeforeSeq !== null) await this.loadMore();
    }
    if (this.#state.seeking !== id) return;
    this.#set({ seeking: null, selectedId: this.#has(id) ? id : null });
  }

  hear(call: Call): void {
    const { calls, loaded } = this.#state;
    if (!loaded) return;
    if (this.#has(call.id)) {
      this.#set({ calls: calls.map((each) => (each.id === call.id ? call : each)) });
    } else if (this.#isShown && this.#mayBelongHere(call)) {
      // Only main knows.
      void this.refresh();
    }
  }

  /**
   * Whether a call that is not shown may belong here: it is learnt late, or new, and has its place
   * among those that were fetched or before them. Among recordings, only news of a recording counts
   * that exists or is on its way.
   */
  #mayBelongHere(call: Call): boolean {
    const { filter, nextBeforeSeq } = this.#state;
    if (call.practice !== filter.practice) return false;
    if (nextBeforeSeq !== null && call.seq < nextBeforeSeq) return false;
    if (!this.#recordedOnly) return true;
    const { state } = call.recording;
    const news = `${call.id} ${state}`;
    const isNews = news !== this.#lastNews;
    this.#lastNews = news;
    return isNews && state !== 'none' && state !== 'never_came';
  }

  /** Marks the list as on the screen, until the returned function is called. */
  show(): () => void {
    this.#isShown = true;
    void this.refresh();
    return () => {
      this.#isShown = false;
    };
  }

  /** Switches to the calls of the account now in use, until the agent chooses others. */
  setOwn(practice: boolean): void {
    const { filter } = this.#state;
    if (this.#isShown) void this.setFilter({ practice });
    else if (practice !== filter.practice)
      this.#set({ ...unread, filter: { ...filter, practice } });
  }

  hearOfContacts(): void {
    if (this.#isShown) void this.refresh();
  }

  /** The chosen call. */
  selected(): Call | null {
    const { calls, selectedId } = this.#state;
    return calls.find(({ id }) => id === selectedId) ?? null;
  }

  /** Chooses the first match of a search. */
  selectFirst(): void {
    const [first] = this.#state.calls;
    if (first) this.select(first.id);
  }
}

export const historyList = new CallListStore(false);
export const recordingsList = new CallListStore(true);

export function watchCallLists(): void {
  for (const list of [historyList, recordingsList]) {
    onCallChanged((call) => list.hear(call));
    // A row shows its contact's name.
    onContactsChanged(() => list.hearOfContacts());
  }
}
