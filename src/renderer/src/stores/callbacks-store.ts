import { create } from 'zustand';
import type { CallbackStatus } from '../../../shared/contract/callbacks.ts';
import { bridge } from '../bridge.ts';

export const useCallbacks = create<CallbackStatus>(() => ({
  state: 'off',
  maskedUrl: null,
  last: null,
}));

export const callbackActions = {
  async load(): Promise<void> {
    const result = await bridge.callbacks.status({});
    if (result.ok) useCallbacks.setState(result.value);
  },
  /** True when it stands on the clipboard. */
  async copyUrl(local: boolean): Promise<boolean> {
    return (await bridge.callbacks.copyUrl({ local })).ok;
  },
};

export function watchCallbacks(): void {
  bridge.on('callbacks:changed', (status) => useCallbacks.setState(status));
}
