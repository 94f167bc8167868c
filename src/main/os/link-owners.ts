import { app, shell } from 'electron';
import type { LinkScheme } from '../../shared/contract/entrances.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';

/** Who opens which links on this system. */
export interface LinkOwners {
  /** False from a source folder: the system would be given the bare runtime. */
  mayClaim: boolean;
  /** The program that has them now, as the system calls it; null: none. */
  ownerOf(scheme: LinkScheme): string | null;
  isOurs(scheme: LinkScheme): boolean;
  /** Both reject with an AppFailure where the agent has to choose and the system does not ask them. */
  claim(scheme: LinkScheme): Promise<void>;
  release(scheme: LinkScheme): Promise<void>;
  /** Opens a link as any program would. */
  open(link: string): Promise<void>;
}

export function systemLinkOwners(): LinkOwners {
  return {
    mayClaim: app.isPackaged,
    ownerOf: (scheme) => app.getApplicationNameForProtocol(`${scheme}://`) || null,
    isOurs: (scheme) => app.isPackaged && opensHere(scheme),
    async claim(scheme) {
      app.setAsDefaultProtocolClient(scheme);
      if (scheme !== 'handset') await letAgentChoose();
    },
    async release(scheme) {
      // Linux has no way to give a scheme back to nobody: another program is chosen there.
      if (process.platform === 'linux') return;
      app.removeAsDefaultProtocolClient(scheme);
      if (opensHere(scheme)) await letAgentChoose();
    },
    open: (link) => shell.openExternal(link),
  };
}

/**
 * Windows has two places: an entry that any program may make, which is what Electron looks at, and
 * what the agent has chosen, which is what counts.
 */
function opensHere(scheme: LinkScheme): boolean {
  if (process.platform !== 'win32') return app.isDefaultProtocolClient(scheme);
  return app.getApplicationNameForProtocol(`${scheme}://`) === app.getName();
}

/** Windows 10 and later let nobody but the agent choose who opens `tel:`, in its own settings. */
async function letAgentChoose(): Promise<void> {
  if (process.platform !== 'win32') return;
  try {
    await shell.openExternal('ms-settings:defaultapps?registeredAppUser=Handset');
  } catch {
    // An administrator may have closed them.
    throw new AppFailure('link_settings_closed');
  }
}
