import { create } from 'zustand';
import type { StatusCallbacksStatus } from '../../../shared/contract/status-callbacks.ts';
import { bridge } from '../bridge.ts';

export const useStatusCallbacks = create<StatusCallbacksStatus>(() => ({
  state: 'off',
  maskedUrl: null,
  last: null,
}));

export const statusCallbackActions = {
  async load(): Promise<void> {
    const result = await bridge.statusCallbacks.status({});
    if (result.ok) useStatusCallbacks.setState(result.value);
  },
  /** Resolves to true if it was copied. */
  async copyUrl(local: boolean): Promise<boolean> {
    return (await bridge.statusCallbacks.copyUrl({ local })).ok;
  },
};

export function watchStatusCallbacks(): void {
  bridge.on('statusCallbacks:changed', (status) => useStatusCallbacks.setState(status));
}
