import { useEffect } from 'react';
import type { Screen } from '../../route.ts';
import type { CallListStore } from '../../stores/call-list-store.ts';
import { goTo, useNavigation } from '../../stores/navigation-store.ts';
import { bothFit } from '../../ui/both-fit.ts';

/**
 * Keeps the chosen call, which the list keeps among its calls, and the address, which names it once
 * it was opened, in step: an address from elsewhere chooses a call, and any other choice changes
 * the address.
 */
export function useSelection(
  list: CallListStore,
  screen: Extract<Screen, 'history' | 'recordings'>,
  openId: string | null,
) {
  const { selectedId, seeking, loaded } = list.useCallList();

  useEffect(() => {
    if (openId !== null && openId !== list.useCallList.getState().selectedId)
      void list.reveal(openId);
  }, [list, openId]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: reruns when one of them changes.
  useEffect(() => {
    const now = list.useCallList.getState();
    if (openId === null || !now.loaded || now.seeking !== null) return;
    // This screen stays until the requested one is loaded, so the address may not be its own.
    if (useNavigation.getState().screen !== screen) return;
    // While the details cover the list, another choice is made in the list.
    if (openId !== now.selectedId) goTo(screen, bothFit() ? now.selectedId : null, true);
  }, [list, screen, openId, selectedId, seeking, loaded]);

  return {
    selectedId,
    /** For arrow keys and searches: adds no step for Back, and opens no details over the list. */
    select(id: string): void {
      list.select(id);
      if (bothFit()) goTo(screen, id, true);
    },
    open(id: string): void {
      list.select(id);
      goTo(screen, id);
    },
    close: () => goTo(screen),
  };
}
