import { shell } from 'electron';
import { isAllowedLink } from './allowed-link.ts';

/** Opens an allow-listed https link in the system's browser; anything else is ignored. */
export function openLink(link: string): void {
  if (!isAllowedLink(link)) return;
  // On a system without a browser there is nothing better to do than nothing.
  shell.openExternal(link).catch(() => {});
}
