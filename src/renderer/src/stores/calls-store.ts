import { create } from 'zustand';
import type { CallNews } from '../../../shared/contract/calls.ts';
import type { Result } from '../../../shared/domain/app-error.ts';
import type { Call, InboundCall } from '../../../shared/domain/call.ts';
import { isLive } from '../../../shared/domain/call-states.ts';
import type { ArrivalStory } from '../../../shared/domain/practice-story.ts';
import { asksForWrapUp } from '../../../shared/domain/wrap-up.ts';
import { bridge } from '../bridge.ts';
import { isInCallNote } from '../call/focus.ts';
import { isPractice, onAccountMode } from './account-store.ts';
import { noteSnapshot } from './call-time.ts';
import { onContactsChanged } from './contacts-store.ts';
import { pendingChoices } from './pending-choices.ts';

/** A wrap-up that was closed, and the result that the call had before. */
export interface Filed {
  call: Call;
  before: string | null;
}

interface CallsState {
  /** Calls that matter now: live, in doubt, or over and not filed. Newest first. */
  current: Call[];
  /** The call whose card is open; null if none. Only the agent, or a new live call, changes it. */
  focusedId: string | null;
  /** The last call that was filed, here or in the small window: it can be undone. */
  filed: Filed | null;
  /**
   * Customers' calls that went by since the start without this agent, newest first, until the agent
   * puts them away. They are in the history as well.
   */
  gone: InboundCall[];
}

/** More would be a list, which the history is. */
const mostGone = 3;

const nothing: CallsState = { current: [], focusedId: null, filed: null, gone: [] };

export const useCalls = create<CallsState>(() => nothing);

/** The call whose card is open. */
export function useFocusedCall(): Call | null {
  return useCalls(({ current, focusedId }) => current.find(({ id }) => id === focusedId) ?? null);
}

/** Whether a customer is calling, or is on the line. */
export function isArrival(call: Call): call is InboundCall {
  return call.direction === 'inbound' && isLive(call.state);
}

/** The newest customer's call that is going on. */
export function useArrival(): InboundCall | null {
  return useCalls(({ current }) => current.find(isArrival) ?? null);
}

const choices = pendingChoices();
// The result of an older request is dropped: the latest request wins.
let asked = 0;
let newest: Promise<void> = Promise.resolve();

/** Resolves when the response to the latest request is there. */
function load(): Promise<void> {
  newest = ask();
  return newest;
}

async function ask(): Promise<void> {
  asked += 1;
  const mine = asked;
  const result = await bridge.calls.current({});
  if (mine !== asked) return newest;
  if (!result.ok) return;
  const calls = result.value.filter(isOfThisAccount).map(choices.applied);
  for (const call of calls) noteSnapshot(call);
  useCalls.setState({ current: calls });
}

function find(id: string): Call | undefined {
  return useCalls.getState().current.find((call) => call.id === id);
}

export const callActions = {
  /**
   * Opens, at the start, the call that is going on, otherwise the newest that waits to be filed.
   */
  async load(): Promise<void> {
    await load();
    const { current } = useCalls.getState();
    const first = current.find(({ state }) => isLive(state)) ?? current[0];
    useCalls.setState({ focusedId: first?.id ?? null });
  },
  refresh: load,
  understand: (text: string) => bridge.dialing.understand({ text }),
  /** Opens a call that was dialled here. */
  placed(call: Call): void {
    // The account may have been changed while Exotel was asked; then its card does not belong here.
    if (!isOfThisAccount(call)) return;
    take(call, true);
    useCalls.setState({ focusedId: call.id });
  },
  pollNow: (id: string) => bridge.calls.pollNow({ id }).then(taken),
  resolve: (id: string, verdict: 'rang' | 'silent') =>
    bridge.calls.resolve({ id, verdict }).then(taken),
  setNote: (id: string, note: string) => bridge.calls.setNote({ id, note }).then(taken),
  /** Shown at once: the next key, perhaps Enter, means the call with this result. */
  async setDisposition(id: string, disposition: string | null): Promise<Result<Call>> {
    const settle = choices.begin(id, disposition);
    const call = find(id);
    if (call) take(call, false);
    const result = await bridge.calls.setDisposition({ id, disposition });
    settle();
    if (!result.ok) void load();
    return taken(result);
  },
  /** Files this call and no other, with the given result, otherwise with the one that it has. */
  async finishWrapUp(id: string, disposition?: string): Promise<Result<Call>> {
    const before = find(id)?.disposition ?? null;
    const result = await bridge.calls.finishWrapUp({
      id,
      ...(disposition !== undefined && { disposition }),
    });
    if (result.ok) {
      drop(id);
      useCalls.setState({ filed: { call: result.value, before } });
    }
    return result;
  },
  /** Files a call that another one has replaced; this cannot be undone. */
  async settle(id: string): Promise<void> {
    const result = await bridge.calls.finishWrapUp({ id });
    if (result.ok) drop(id);
  },
  /** Undoes the last filing: the call is open again, with the result that it had before. */
  async undoFiling(): Promise<Result<Call> | null> {
    const { filed } = useCalls.getState();
    if (!filed) return null;
    useCalls.setState({ filed: null });
    const { id } = filed.call;
    const result = await bridge.calls.reopenWrapUp({ id, disposition: filed.before });
    if (result.ok) {
      take(result.value, true);
      useCalls.setState({ focusedId: id });
    } else {
      useCalls.setState({ filed });
    }
    return result;
  },
  focus: (id: string) => useCalls.setState({ focusedId: id }),
  /** A practice customer calls. */
  callMe: (story: ArrivalStory) => bridge.calls.callMe({ story }),
  /** The card of a customer's call is on the screen. */
  popped: (id: string) => bridge.calls.popped({ id }),
  /** Puts away what is said of a call that went by. */
  dismiss: (id: string) =>
    useCalls.setState(({ gone }) => ({ gone: gone.filter((call) => call.id !== id) })),
};

/** Calls the listener on every change of a call, whether the dialer shows it or not. */
export function onCallNews(listener: (news: CallNews) => void): () => void {
  return bridge.on('calls:changed', listener);
}

/** The same, with the call alone. */
export function onCallChanged(listener: (call: Call) => void): () => void {
  return onCallNews(({ call }) => listener(call));
}

export function watchCalls(): void {
  onCallNews(hear);
  bridge.on('shell:filed', (filed) => {
    if (!isOfThisAccount(filed.call)) return;
    drop(filed.call.id);
    useCalls.setState({ filed });
  });
  onContactsChanged(() => void load());
  onAccountMode(() => {
    // At once: no card of the other account may be acted on while the response is on its way.
    useCalls.setState(nothing);
    void load().then(() => {
      const live = useCalls.getState().current.find(({ state }) => isLive(state));
      if (live) useCalls.setState({ focusedId: live.id });
    });
  });
}

function hear({ call, isCurrent }: CallNews): void {
  if (!isOfThisAccount(call)) return;
  noteGone(call, isCurrent);
  // A call is filed or reopened in another window, too.
  if (!isCurrent && !isNotedNow(call)) {
    drop(call.id);
    return;
  }
  const known = find(call.id) !== undefined;
  take(call, true);
  if (known || !isLive(call.state)) return;
  // What the agent has dialled is the call to show, wherever that was. One that comes in takes no
  // other's place: the agent may be in the middle of a note.
  if (call.direction === 'outbound' || !useCalls.getState().focusedId)
    useCalls.setState({ focusedId: call.id });
}

/** Keeps what is said of calls that went by up to date: one may turn out otherwise. */
function noteGone(call: Call, isCurrent: boolean): void {
  if (call.direction === 'outbound') return;
  const wentBy = !isCurrent && !asksForWrapUp(call);
  useCalls.setState(({ current, gone }) => {
    const isShown = [...current, ...gone].some(({ id }) => id === call.id);
    if (!isShown) return {};
    const others = gone.filter(({ id }) => id !== call.id);
    const next = wentBy ? [call, ...others].sort((a, b) => b.seq - a.seq) : others;
    return { gone: next.slice(0, mostGone) };
  });
}

/**
 * Whether the agent is writing about a call that went by: its card stays until they are done, since
 * their next key would mean something else.
 */
function isNotedNow(call: Call): boolean {
  if (call.direction === 'outbound' || asksForWrapUp(call)) return false;
  return useCalls.getState().focusedId === call.id && isInCallNote();
}

/** A call of the other account may still change, but does not belong on this screen. */
function isOfThisAccount({ practice }: Call): boolean {
  return practice === isPractice();
}

/** Replaces the row that is shown; adds it only if asked to. */
function take(call: Call, add: boolean): void {
  const shown = choices.applied(call);
  noteSnapshot(shown);
  useCalls.setState(({ current }) => {
    const known = current.some(({ id }) => id === call.id);
    if (known) return { current: current.map((each) => (each.id === call.id ? shown : each)) };
    if (!add) return {};
    return { current: [...current, shown].sort((a, b) => b.seq - a.seq) };
  });
}

/** A customer who called meanwhile takes the place of the call that the agent is done with. */
function drop(id: string): void {
  useCalls.setState(({ current, focusedId }) => {
    const left = current.filter((call) => call.id !== id);
    if (focusedId !== id) return { current: left };
    const next = left.find(isArrival) ?? left.find(({ direction }) => direction === 'inbound');
    return { current: left, focusedId: next?.id ?? null };
  });
}

function taken(result: Result<Call>): Result<Call> {
  if (result.ok) take(result.value, false);
  return result;
}
