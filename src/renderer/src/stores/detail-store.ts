import { useEffect, useState } from 'react';
import { create } from 'zustand';
import type { CallNews } from '../../../shared/contract/calls.ts';
import type { CommandOutput } from '../../../shared/contract/index.ts';
import type { AppError } from '../../../shared/domain/app-error.ts';
import type { Call, TimelineEntry } from '../../../shared/domain/call.ts';
import { bridge } from '../bridge.ts';
import { onAccountMode } from './account-store.ts';
import { onCallNews } from './calls-store.ts';
import { onContactsChanged } from './contacts-store.ts';

export type CallDetail = CommandOutput<'history', 'detail'>;

interface DetailState {
  /** The call that is shown, and what is known about it. */
  id: string | null;
  detail: CallDetail | null;
  error: AppError | null;
}

const useStore = create<DetailState>(() => ({ id: null, detail: null, error: null }));

/** News that came while the details were being fetched: the response may be older. */
let missed: CallNews[] = [];

async function load(id: string): Promise<void> {
  missed = [];
  const result = await bridge.history.detail({ id });
  if (useStore.getState().id !== id) return;
  useStore.setState(
    result.ok
      ? { detail: missed.reduce(withNews, result.value), error: null }
      : { detail: null, error: result.error },
  );
}

function hear(news: CallNews): void {
  const { id, detail, error } = useStore.getState();
  if (news.call.id !== id) return;
  missed.push(news);
  if (detail) useStore.setState({ detail: withNews(detail, news) });
  if (error || news.detailsChanged) void load(id);
}

function withNews(detail: CallDetail, { call, timeline }: CallNews): CallDetail {
  return { ...detail, call, timeline: longer(detail.timeline, timeline) };
}

/**
 * Sorted by time, to the second, as main lists it; what the timeline already has is not added
 * again.
 */
function longer(story: TimelineEntry[], news: readonly TimelineEntry[]): TimelineEntry[] {
  const known = new Set(story.map((entry) => JSON.stringify(entry)));
  const gained = news.filter((entry) => !known.has(JSON.stringify(entry)));
  if (gained.length === 0) return story;
  const second = ({ at }: TimelineEntry) => Math.floor(at / 1000);
  return [...story, ...gained].sort((a, b) => second(a) - second(b));
}

export function watchDetail(): void {
  onCallNews(hear);
  const reload = () => {
    const { id } = useStore.getState();
    if (id !== null) void load(id);
  };
  onContactsChanged(reload);
  onAccountMode(reload);
}

/** Returns a call with its timeline and earlier calls, kept up to date while it is shown. */
export function useCallDetail(id: string | null): Omit<DetailState, 'id'> {
  useEffect(() => {
    useStore.setState((state) => (state.id === id ? {} : { id, detail: null, error: null }));
    if (id !== null) void load(id);
  }, [id]);
  const { detail, error } = useStore();
  return { detail: detail?.call.id === id ? detail : null, error };
}

/** Returns earlier calls with the same number as another call than the shown one; null for none. */
export function useEarlier(id: string | null): readonly Call[] {
  const [earlier, setEarlier] = useState<readonly Call[]>([]);
  useEffect(() => {
    if (id === null) return;
    let gone = false;
    void bridge.history.detail({ id }).then((result) => {
      if (!gone && result.ok) setEarlier(result.value.earlier);
    });
    return () => {
      gone = true;
    };
  }, [id]);
  return earlier;
}
