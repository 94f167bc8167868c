import { app, shell } from 'electron';
import type { LinkScheme } from '../../shared/contract/entrances.ts';

/** Who opens which links on this system. */
export interface LinkOwners {
  /** False from a source folder: the system would be given the bare runtime. */
  mayClaim: boolean;
  /** The program that has them now, as the system calls it; null: none. */
  ownerOf(scheme: LinkScheme): string | null;
  isOurs(scheme: LinkScheme): boolean;
  claim(scheme: LinkScheme): void;
  release(scheme: LinkScheme): void;
  /** Opens a link as any program would. */
  open(link: string): Promise<void>;
}

export function systemLinkOwners(): LinkOwners {
  return {
    mayClaim: app.isPackaged,
    ownerOf: (scheme) => app.getApplicationNameForProtocol(`${scheme}://`) || null,
    isOurs: (scheme) => app.isPackaged && app.isDefaultProtocolClient(scheme),
    claim(scheme) {
      app.setAsDefaultProtocolClient(scheme);
      if (scheme !== 'handset') letAgentChoose();
    },
    release(scheme) {
      // Linux has no way to give a scheme back to nobody: another program is chosen there.
      if (process.platform !== 'linux') app.removeAsDefaultProtocolClient(scheme);
    },
    open: (link) => shell.openExternal(link),
  };
}

/** Windows 10 and later let nobody but the agent choose who opens `tel:`, in its own settings. */
function letAgentChoose(): void {
  if (process.platform !== 'win32') return;
  shell.openExternal('ms-settings:defaultapps?registeredAppUser=Handset').catch(() => {});
}
