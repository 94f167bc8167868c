import { shell } from 'electron';
import { isAllowedLink } from './allowed-link.ts';

/** Opens an allow-listed https link in the system's browser; anything else is ignored. */
export function openLink(link: string): void {
  if (!isAllowedLink(link)) return;
  // A system without a browser has no better answer than nothing happening.
  shell.openExternal(link).catch(() => {});
}
