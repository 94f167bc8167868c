import { release } from 'node:os';
import { join } from 'node:path';
import { app, dialog, shell } from 'electron';
import type { Handlers } from '../../shared/contract/index.ts';
import { logFiles } from '../base/log.ts';
import type { Diagnostics } from '../diagnostics/diagnostics-service.ts';

/** What the commands of the contract's `diagnostics` area do. */
export function createDiagnosticsHandlers(
  diagnostics: Diagnostics,
  logs: string,
): Handlers['diagnostics'] {
  return {
    export: async () => {
      const { canceled, filePath } = await dialog.showSaveDialog({
        defaultPath: join(app.getPath('documents'), diagnostics.fileName()),
        filters: [{ name: 'ZIP', extensions: ['zip'] }],
      });
      if (canceled) return { path: null };
      await diagnostics.write(filePath);
      return { path: filePath };
    },
    revealLog: () => {
      shell.showItemInFolder(join(logs, logFiles[0]));
      return null;
    },
  };
}

/** Of Handset, of what it runs on, and of the system. */
export function versions(): Record<string, string> {
  const { electron = '', chrome = '', node } = process.versions;
  return {
    handset: app.getVersion(),
    electron,
    chrome,
    node,
    system: `${process.platform} ${release()} ${process.arch}`,
    locale: app.getLocale(),
  };
}
