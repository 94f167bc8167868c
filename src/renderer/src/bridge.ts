import type { Bridge } from '../../shared/contract/index.ts';

declare global {
  interface Window {
    readonly handset: Bridge;
  }
}

/** Main, as this window sees it. Nothing else accesses `window.handset`. */
export const bridge: Bridge = window.handset;
