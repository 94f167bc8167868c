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
  openMain: (callId: string | null) => bridge.shell.openMain({ callId }),
  fitMini: (height: number) => bridge.shell.fitMini({ height }),
  setMini: (open: boolean) => bridge.shell.setMini({ open }),
  quit: () => bridge.shell.quit({}),
};

export function watchShell(): void {
  bridge.on('shell:changed', (status) => useShell.setState({ status }));
}
