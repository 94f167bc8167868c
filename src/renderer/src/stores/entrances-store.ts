import { create } from 'zustand';
import type { EntrancesStatus, LinkScheme } from '../../../shared/contract/entrances.ts';
import { bridge } from '../bridge.ts';

export const useEntrances = create<EntrancesStatus>(() => ({
  hotkey: { state: 'off', test: 'none' },
  command: '',
  links: [],
  mayClaim: false,
}));

export const entranceActions = {
  async load(): Promise<void> {
    const result = await bridge.entrances.status({});
    if (result.ok) useEntrances.setState(result.value);
  },
  testHotkey: () => bridge.entrances.testHotkey({}),
  claimLinks: (scheme: LinkScheme) => bridge.entrances.claimLinks({ scheme }),
  releaseLinks: (scheme: LinkScheme) => bridge.entrances.releaseLinks({ scheme }),
  testLink: (scheme: LinkScheme) => bridge.entrances.testLink({ scheme }),
};

export function watchEntrances(): void {
  bridge.on('entrances:hotkeyChanged', (hotkey) => useEntrances.setState({ hotkey }));
  bridge.on('entrances:linksChanged', (links) => useEntrances.setState({ links }));
}
