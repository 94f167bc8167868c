import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { Contact } from '../../../shared/contract/contacts.ts';
import type { CommandInput, CommandOutput } from '../../../shared/contract/index.ts';
import type { AppError } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';
import { onAccountMode } from './account-store.ts';

const pageSize = 100;

interface ContactsState {
  text: string;
  /** How many the search matches; null until known. */
  total: number | null;
  /** What has been fetched, by page: only pages that came into view. */
  pages: Readonly<Record<number, readonly Contact[]>>;
  error: AppError | null;
  /** The focused row. */
  active: number;
}

const unread = { total: null, pages: {}, error: null, active: 0 };

export const useContacts = create<ContactsState>(() => ({ text: '', ...unread }));

// The result of an older request is dropped: the latest request wins.
let asked = 0;
let latest: Promise<void> = Promise.resolve();
let inSight = { first: 0, last: 0 };
const underWay = new Set<number>();

async function fetchPages(wanted: readonly number[], anew: boolean): Promise<void> {
  const mine = asked;
  const { text } = useContacts.getState();
  for (const page of wanted) underWay.add(page);
  const results = await Promise.all(
    wanted.map((page) => bridge.contacts.list({ text, offset: page * pageSize, limit: pageSize })),
  );
  if (mine !== asked) return;
  for (const page of wanted) underWay.delete(page);
  const fetched: Record<number, readonly Contact[]> = {};
  for (const [index, page] of wanted.entries()) {
    const result = results[index];
    if (result?.ok) {
      fetched[page] = result.value.contacts;
      useContacts.setState({ total: result.value.total, error: null });
    } else if (result) {
      useContacts.setState({ ...unread, error: result.error });
      return;
    }
  }
  useContacts.setState(({ pages, active, total }) => ({
    pages: anew ? fetched : { ...pages, ...fetched },
    active: Math.max(0, Math.min(active, (total ?? 1) - 1)),
  }));
}

/** Fetches what is in view again. What is shown stays until the result arrives. */
function refresh(): Promise<void> {
  asked += 1;
  underWay.clear();
  latest = fetchPages(pagesOf(inSight.first, inSight.last), true);
  return latest;
}

function pagesOf(first: number, last: number): number[] {
  const [from, to] = [Math.floor(first / pageSize), Math.floor(last / pageSize)];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Returns the contact in a row; null while it is not fetched. */
export function contactAt(state: ContactsState, index: number): Contact | null {
  return state.pages[Math.floor(index / pageSize)]?.[index % pageSize] ?? null;
}

export const contactActions = {
  refresh,
  search(text: string): Promise<void> {
    inSight = { first: 0, last: 0 };
    useContacts.setState({ text, active: 0 });
    return refresh();
  },
  /** Tells that these rows are in view, or will be soon. */
  show(first: number, last: number): void {
    inSight = { first, last };
    const { pages } = useContacts.getState();
    const missing = pagesOf(first, last).filter((page) => !pages[page] && !underWay.has(page));
    if (missing.length > 0) void fetchPages(missing, false);
  },
  activate: (active: number) => useContacts.setState({ active }),
  /** Resolves when the list shows the latest search. */
  async settled(): Promise<void> {
    for (let seen = null; seen !== latest; ) {
      seen = latest;
      await seen;
    }
  },
  /** `replace`: another contact with this number is removed. */
  save: (input: CommandInput<'contacts', 'save'>) => bridge.contacts.save(input),
  remove: (id: number) => bridge.contacts.remove({ id }),
  setDoNotCall: (number: string, on: boolean) => bridge.contacts.setDoNotCall({ number, on }),
  /** Returns what is known about exactly this number. */
  find: (number: string) => bridge.contacts.find({ number }),
};

/** The contact that has a number, and the number's mark. */
export type Known = CommandOutput<'contacts', 'find'>;

const nothingKnown: Known = { contact: null, mark: null };

/** Who has this number (E.164; null if none yet), and its mark; kept up to date. */
export function useKnownOf(number: string | null): Known {
  const [known, setKnown] = useState(nothingKnown);
  useEffect(() => {
    if (number === null) return;
    let gone = false;
    const load = () =>
      void contactActions.find(number).then((found) => {
        if (!gone && found.ok) setKnown(found.value);
      });
    load();
    const stop = onContactsChanged(load);
    return () => {
      gone = true;
      stop();
    };
  }, [number]);
  return known;
}

/** Calls `listener` when any contact changed. Returns a function that stops it. */
export function onContactsChanged(listener: () => void): () => void {
  return bridge.on('contacts:changed', listener);
}

export function watchContacts(): void {
  onContactsChanged(() => {
    if (useContacts.getState().total !== null) void refresh();
  });
  // Each account has its own contacts: no row of the other one may be acted on meanwhile.
  onAccountMode(() => {
    const shown = useContacts.getState().total !== null;
    useContacts.setState(unread);
    if (shown) void refresh();
  });
}
