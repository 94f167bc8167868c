import type { WebContents } from 'electron';

/** Sends an event of the contract to every open window. */
export type Publish = (channel: string, payload: unknown) => void;

type Target = Pick<WebContents, 'isDestroyed' | 'send'>;

export function createPublish(windows: () => Iterable<Target>): Publish {
  return (channel, payload) => {
    for (const contents of windows()) {
      if (!contents.isDestroyed()) contents.send(channel, payload);
    }
  };
}
