import { useEffect } from 'react';
import type { Screen } from '../../route.ts';
import type { CallListStore } from '../../stores/call-list-store.ts';
import { goTo, useNavigation } from '../../stores/navigation-store.ts';
import { bothFit } from '../../ui/both-fit.ts';

/**
 * The chosen call, which the book keeps among those it lists, and the address, which names it once
 * it was opened, agree: an address that comes from elsewhere chooses, and follows every other choice.
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

  // biome-ignore lint/correctness/useExhaustiveDependencies: looks anew whenever one of them changes.
  useEffect(() => {
    const now = list.useCallList.getState();
    if (openId === null || !now.loaded || now.seeking !== null) return;
    // This screen stands until the one that was asked for is loaded: the address is not its own.
    if (useNavigation.getState().screen !== screen) return;
    // Where the details cover the list, another choice is made in the list.
    if (openId !== now.selectedId) goTo(screen, bothFit() ? now.selectedId : null, true);
  }, [list, screen, openId, selectedId, seeking, loaded]);

  return {
    selectedId,
    /** Arrow keys and searches: no step for Back, and no details over the list. */
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
