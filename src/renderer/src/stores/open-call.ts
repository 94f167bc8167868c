import { bridge } from '../bridge.ts';
import { focusCallCard } from '../call/focus.ts';
import { callActions, useCalls } from './calls-store.ts';
import { goTo } from './navigation-store.ts';

/** Shows a call where most can be done with it: in the dialer until it is filed. */
async function openCall(id: string): Promise<void> {
  if (!isCurrent(id)) await callActions.refresh();
  if (!isCurrent(id)) {
    goTo('history', id);
    return;
  }
  goTo('dial');
  callActions.focus(id);
  // If its card is already there; a new one takes the focus on its own.
  focusCallCard();
}

function isCurrent(id: string): boolean {
  return useCalls.getState().current.some((call) => call.id === id);
}

export function watchOpenCall(): void {
  bridge.on('shell:openCall', ({ id }) => void openCall(id));
  bridge.on('shell:openMissed', () => goTo('missed'));
}
