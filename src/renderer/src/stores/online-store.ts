import { create } from 'zustand';
import { isOpen } from '../../../shared/domain/call-states.ts';
import { accountActions } from './account-store.ts';
import { callActions, useCalls } from './calls-store.ts';

/** Whether this computer has any network, as far as the system knows. */
export const useOnline = create(() => ({ online: navigator.onLine }));

export function watchOnline(): void {
  window.addEventListener('offline', () => useOnline.setState({ online: false }));
  window.addEventListener('online', () => {
    useOnline.setState({ online: true });
    void accountActions.check();
    // Much may have happened in the meantime.
    for (const { id, state } of useCalls.getState().current)
      if (isOpen(state)) void callActions.pollNow(id);
  });
}
