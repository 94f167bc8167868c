import { create } from 'zustand';
import type { ShellStatus } from '../../../shared/contract/shell.ts';
import { bridge } from '../bridge.ts';

interface ShellState {
  status: ShellStatus;
}

export const useShell = create<ShellState>(() => ({
  status: {
    platform: 'linux',
    version: '',
    locale: 'en',
    notices: [],
    pendingDial: null,
    miniCallId: null,
  },
}));

export const shellActions = {
  async load(): Promise<ShellStatus | null> {
    const result = await bridge.shell.status({});
    if (result.ok) useShell.setState({ status: result.value });
    return result.ok ? result.value : null;
  },
  copyText: (text: string) => bridge.shell.copyText({ text }),
  dismissNotice: (code: string) => bridge.shell.dismissNotice({ code }),
  confirmPendingDial: (id: string) => bridge.shell.confirmPendingDial({ id }),
  choosePendingNumber: (id: string, number: string) =>
    bridge.shell.choosePendingNumber({ id, number }),
  cancelPendingDial: (id: string) => bridge.shell.cancelPendingDial({ id }),
  openMain: (callId: string | null) => bridge.shell.openMain({ callId }),
  fitMini: (height: number) => bridge.shell.fitMini({ height }),
  setMini: (open: boolean) => bridge.shell.setMini({ open }),
  quit: () => bridge.shell.quit({}),
};

export function watchShell(): void {
  bridge.on('shell:changed', (status) => useShell.setState({ status }));
}
