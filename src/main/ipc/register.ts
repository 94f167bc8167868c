import { ipcMain, type WebContents } from 'electron';
import { contract, type Handlers } from '../../shared/contract/index.ts';
import type { Areas, Source } from './area.ts';
import { createDispatcher, type DispatchOptions } from './dispatch.ts';
import { createPublish } from './publish.ts';

export interface RegisterOptions extends Omit<DispatchOptions, 'handlers'> {
  areas: Areas;
  /** The web contents of every window this app opened. */
  windows: () => Iterable<WebContents>;
}

/**
 * Connects every area to the windows: handles its commands and sends them its events. Returns a
 * function that disconnects them.
 */
export function registerIpc({ areas, windows, ...options }: RegisterOptions): () => void {
  const { channels, dispatch } = createDispatcher({ ...options, handlers: handlersOf(areas) });
  for (const channel of channels) {
    ipcMain.handle(channel, (event, input: unknown) => {
      const windowIsOurs = [...windows()].includes(event.sender);
      return dispatch(channel, { windowIsOurs, frame: event.senderFrame }, input);
    });
  }
  const stopTelling = publishEvents(areas, createPublish(windows));
  return () => {
    for (const channel of channels) ipcMain.removeHandler(channel);
    stopTelling();
  };
}

function handlersOf(areas: Areas): Handlers {
  const handlers = Object.entries(areas).map(([name, area]) => [name, area.handlers]);
  return Object.fromEntries(handlers) as Handlers;
}

/** Publishes every event of the contract from the source that its area names. */
export function publishEvents(
  areas: { [A in keyof Areas]: Pick<Areas[A], 'events'> },
  publish: (channel: string, payload: unknown) => void,
): () => void {
  const stops = Object.entries(contract).flatMap(([name, { events }]) => {
    const sources = areas[name as keyof Areas].events as Record<string, Source<unknown>>;
    return Object.keys(events).map((event) =>
      sources[event]?.((payload) => publish(`${name}:${event}`, payload)),
    );
  });
  return () => {
    for (const stop of stops) stop?.();
  };
}
