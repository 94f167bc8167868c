import { join } from 'node:path';
import type { Handlers } from '../../shared/contract/index.ts';
import { logFiles } from '../base/log.ts';
import type { Diagnostics } from './diagnostics-service.ts';

/** How the system shows files, and asks for a place to save one. */
interface Files {
  reveal(file: string): void;
  askWhereToSave(
    name: string,
    kind: { name: string; extensions: string[] },
  ): Promise<string | null>;
}

/** What the commands of the contract's `diagnostics` area do. */
export function createDiagnosticsHandlers(
  diagnostics: Diagnostics,
  logs: string,
  files: Files,
): Handlers['diagnostics'] {
  return {
    export: async () => {
      const zip = { name: 'ZIP', extensions: ['zip'] };
      const path = await files.askWhereToSave(diagnostics.fileName(), zip);
      if (path !== null) await diagnostics.write(path);
      return { path };
    },
    revealLog: () => {
      files.reveal(join(logs, logFiles[0]));
      return null;
    },
  };
}
