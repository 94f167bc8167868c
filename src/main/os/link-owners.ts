import { app, shell } from 'electron';
import type { LinkScheme } from '../../shared/contract/entrances.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';

/** Which program opens which links on this system. */
export interface LinkOwners {
  /** False when run from a source folder: the system would register the bare runtime. */
  mayClaim: boolean;
  /** The program that handles them now, by the system's name for it; null if none. */
  ownerOf(scheme: LinkScheme): string | null;
  isOurs(scheme: LinkScheme): boolean;
  /** Both reject with an AppFailure if the agent has to choose and the system does not ask them. */
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
      // Linux cannot unassign a scheme: the agent chooses another program there.
      if (process.platform === 'linux') return;
      app.removeAsDefaultProtocolClient(scheme);
      if (opensHere(scheme)) await letAgentChoose();
    },
    open: (link) => shell.openExternal(link),
  };
}

/**
 * Windows has two places: an entry any program may make, which is what Electron looks at, and what
 * the agent has chosen, which is what counts.
 */
function opensHere(scheme: LinkScheme): boolean {
  if (process.platform !== 'win32') return app.isDefaultProtocolClient(scheme);
  return app.getApplicationNameForProtocol(`${scheme}://`) === app.getName();
}

/** From Windows 10 on, only the agent can choose what opens `tel:`, in the system's settings. */
async function letAgentChoose(): Promise<void> {
  if (process.platform !== 'win32') return;
  try {
    await shell.openExternal('ms-settings:defaultapps?registeredAppUser=Handset');
  } catch {
    // An administrator may have blocked them.
    throw new AppFailure('link_settings_closed');
  }
}
