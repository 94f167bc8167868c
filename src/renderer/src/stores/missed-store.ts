import { create } from 'zustand';
import type { MissedCalls, MissedEntry, MissedList } from '../../../shared/contract/missed.ts';
import type { AppError, Result } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';
import { onAccountMode } from './account-store.ts';

interface MissedState extends MissedList {
  /** What was dismissed last; it can be undone for as long as the list shows it. */
  dismissed: MissedEntry | null;
  /** Why the last wish did not come true. */
  error: AppError | null;
}

const nothing: MissedState = {
  entries: [],
  more: 0,
  waiting: 0,
  used: false,
  dismissed: null,
  error: null,
};

/** Missed calls as main has them. */
export const useMissed = create<MissedState>(() => nothing);

/** Returns whether main did it. */
async function take(answer: Promise<Result<MissedList>>): Promise<boolean> {
  const result = await answer;
  useMissed.setState(result.ok ? { ...result.value, error: null } : { error: result.error });
  return result.ok;
}

/** The calls of an entry, and nothing else of it. */
function callsOf({ calls, sids }: MissedEntry): MissedCalls {
  return { calls, sids };
}

export const missedActions = {
  load: () => take(bridge.missed.list({})),
  async dismiss(entry: MissedEntry): Promise<void> {
    if (await take(bridge.missed.dismiss(callsOf(entry)))) useMissed.setState({ dismissed: entry });
  },
  async undo(): Promise<void> {
    const { dismissed } = useMissed.getState();
    if (dismissed && (await take(bridge.missed.undo(callsOf(dismissed)))))
      useMissed.setState({ dismissed: null });
  },
  /** The agent has left the list. */
  left: () => useMissed.setState({ dismissed: null, error: null }),
};

export function watchMissed(): void {
  bridge.on('missed:changed', (list) => useMissed.setState(list));
  onAccountMode(() => {
    useMissed.setState(nothing);
    void missedActions.load();
  });
}
