import { create } from 'zustand';
import type { CommandInput } from '../../../shared/contract/index.ts';
import type { Result } from '../../../shared/domain/app-error.ts';
import type { Call } from '../../../shared/domain/call.ts';
import { isTerminal } from '../../../shared/domain/call-states.ts';
import { bridge } from '../bridge.ts';
import { isPractice } from './account-store.ts';
import { onContactsChanged } from './contacts-store.ts';

interface CallsState {
  /** Calls that matter now, newest first. */
  current: Call[];
  /** The one whose card is open; null: the newest. */
  focusedId: string | null;
}

export const useCalls = create<CallsState>(() => ({ current: [], focusedId: null }));

/** The call whose card is open. */
export function useFocusedCall(): Call | null {
  return useCalls(
    ({ current, focusedId }) => current.find(({ id }) => id === focusedId) ?? current[0] ?? null,
  );
}

export const callActions = {
  async load(): Promise<void> {
    const result = await bridge.calls.current({});
    if (result.ok) useCalls.setState({ current: result.value });
  },
  understand: (text: string) => bridge.calls.understand({ text }),
  async dial(input: CommandInput<'calls', 'dial'>): Promise<Result<Call>> {
    const result = await bridge.calls.dial(input);
    if (result.ok) {
      take(result.value, true);
      useCalls.setState({ focusedId: result.value.id });
    }
    return result;
  },
  lookNow: (id: string) => bridge.calls.lookNow({ id }).then(taken),
  resolve: (id: string, verdict: 'rang' | 'silent') =>
    bridge.calls.resolve({ id, verdict }).then(taken),
  setNote: (id: string, note: string) => bridge.calls.setNote({ id, note }).then(taken),
  setDisposition: (id: string, disposition: string | null) =>
    bridge.calls.setDisposition({ id, disposition }).then(taken),
  async finishWrapUp(id: string): Promise<Result<Call>> {
    const result = await bridge.calls.finishWrapUp({ id });
    if (result.ok) {
      useCalls.setState(({ current }) => ({
        current: current.filter((call) => call.id !== id),
        focusedId: null,
      }));
    }
    return result;
  },
  focus: (id: string) => useCalls.setState({ focusedId: id }),
};

/** Hears of every changed call, whether the dialer shows it or not. */
export function onCallChanged(listener: (call: Call) => void): () => void {
  return bridge.on('calls:changed', listener);
}

export function watchCalls(): void {
  onCallChanged((call) => take(call, !isTerminal(call.state)));
  // Also after a change of account: the other one has a history of its own.
  onContactsChanged(() => void callActions.load());
}

/** Replaces the row that is shown; adds it only when it is wanted. */
function take(call: Call, add: boolean): void {
  useCalls.setState(({ current }) => {
    const known = current.some(({ id }) => id === call.id);
    if (known) return { current: current.map((each) => (each.id === call.id ? call : each)) };
    // A call of the other account may go on after a change of account.
    if (!add || call.practice !== isPractice()) return {};
    return { current: [...current, call].sort((a, b) => b.seq - a.seq) };
  });
}

function taken(result: Result<Call>): Result<Call> {
  if (result.ok) take(result.value, false);
  return result;
}
