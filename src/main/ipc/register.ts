import { ipcMain, type WebContents } from 'electron';
import { createDispatcher, type DispatchOptions } from './dispatch.ts';

export interface RegisterOptions extends DispatchOptions {
  /** The contents of every window that this app opened. */
  windows: () => Iterable<WebContents>;
}

/** Listens on every channel of the contract; call the answer to stop. */
export function registerIpc({ windows, ...options }: RegisterOptions): () => void {
  const { channels, dispatch } = createDispatcher(options);
  for (const channel of channels) {
    ipcMain.handle(channel, (event, input: unknown) => {
      const windowIsOurs = [...windows()].includes(event.sender);
      return dispatch(channel, { windowIsOurs, frame: event.senderFrame }, input);
    });
  }
  return () => {
    for (const channel of channels) ipcMain.removeHandler(channel);
  };
}
