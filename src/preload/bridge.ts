import { ipcRenderer } from 'electron';
import type { Bridge, ChannelNames } from '../shared/contract/index.ts';
import { buildBridge } from './build-bridge.ts';

/** Inserted at build time from the contract, so that the preload carries no schemas. */
declare const __HANDSET_CHANNELS__: ChannelNames;

export function createBridge(): Bridge {
  return buildBridge(__HANDSET_CHANNELS__, ipcRenderer) satisfies Bridge;
}
