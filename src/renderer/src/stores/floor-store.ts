import { useTranslation } from 'react-i18next';
import { create } from 'zustand';
import type { FloorView } from '../../../shared/contract/floor.ts';
import type { AppError, Result } from '../../../shared/domain/app-error.ts';
import type { AvailabilityWish } from '../../../shared/domain/availability.ts';
import { bridge } from '../bridge.ts';

/** As main has it; until main has said so, no floor is joined. */
export const useFloor = create<FloorView>(() => ({
  joined: null,
  connection: 'none',
  since: 0,
  lastMessageAt: null,
  availability: {
    state: 'offline',
    since: 0,
    until: null,
    reason: null,
    wish: { state: 'break', reason: null },
  },
  breakReasons: [],
  pollShare: null,
  clockDiffers: false,
}));

/** Why what was chosen outside the settings did not happen; null once it was seen. */
export const useFloorProblem = create<{ problem: AppError | null }>(() => ({ problem: null }));

/** Takes over what main answered. Resolves to what went wrong, or null. */
async function take(answer: Promise<Result<FloorView>>): Promise<AppError | null> {
  const result = await answer;
  if (!result.ok) return result.error;
  useFloor.setState(result.value, true);
  return null;
}

/** Each that asks main for a change resolves to what went wrong, or null. */
export const floorActions = {
  async load(): Promise<void> {
    await take(bridge.floor.view({}));
  },
  join: (text: string) => take(bridge.floor.join({ text })),
  leave: () => take(bridge.floor.leave({})),
  retry: () => take(bridge.floor.retry({})),
  signInHere: () => take(bridge.floor.signInHere({})),
  setAvailability: (wish: AvailabilityWish) => take(bridge.floor.setAvailability(wish)),
  endWrapUp: () => take(bridge.floor.endWrapUp({})),
  /** Shows on top of the window what went wrong, if anything did. */
  async show(attempt: Promise<AppError | null>): Promise<void> {
    useFloorProblem.setState({ problem: await attempt });
  },
  dismissProblem: () => useFloorProblem.setState({ problem: null }),
};

/**
 * Returns what stands in place of the number of agents on the account while a floor is joined, or
 * null.
 */
export function useFloorDecides(): string | null {
  const { t } = useTranslation();
  const { joined, pollShare } = useFloor();
  if (joined === null) return null;
  return pollShare === null
    ? t('floor.agents.unknown')
    : t('floor.agents.share', { count: pollShare });
}

export function watchFloor(): void {
  bridge.on('floor:changed', (view) => useFloor.setState(view, true));
  // Main would wait for its next try, and notices no network that comes back.
  window.addEventListener('online', () => void floorActions.retry());
}
