import { join } from 'node:path';
import { app, dialog, shell } from 'electron';

/** Opens files and folders in the system's own windows. */
export interface SystemFiles {
  /** Opens a folder in the system's file manager. */
  open(folder: string): Promise<void>;
  /** Shows a file, selected, in its folder. */
  reveal(file: string): void;
  /**
   * Asks where to save; null if the agent cancels. `name` is suggested, in the agent's documents
   * folder.
   */
  askWhereToSave(
    name: string,
    kind: { name: string; extensions: string[] },
  ): Promise<string | null>;
}

export const systemFiles: SystemFiles = {
  open: async (folder) => {
    await shell.openPath(folder);
  },
  reveal: (file) => shell.showItemInFolder(file),
  askWhereToSave: async (name, kind) => {
    const { canceled, filePath } = await dialog.showSaveDialog({
      defaultPath: join(app.getPath('documents'), name),
      filters: [kind],
    });
    return canceled ? null : filePath;
  },
};
