import type { WebContents } from 'electron';

/** Tells every open window that something happened, on a channel of the contract's events. */
export type Publish = (channel: string, payload: unknown) => void;

type Target = Pick<WebContents, 'isDestroyed' | 'send'>;

export function createPublish(windows: () => Iterable<Target>): Publish {
  return (channel, payload) => {
    for (const contents of windows()) {
      if (!contents.isDestroyed()) contents.send(channel, payload);
    }
  };
}
