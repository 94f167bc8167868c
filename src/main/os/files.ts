import { join } from 'node:path';
import { app, dialog, shell } from 'electron';

/** Files and folders, as the system shows them. */
export interface SystemFiles {
  /** Opens a folder in the system's file manager. */
  open(folder: string): Promise<void>;
  /** Shows a file, chosen, in its folder. */
  reveal(file: string): void;
  /** Asks where to save; null: nowhere. `name` stands in the dialog, in the agent's documents. */
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
