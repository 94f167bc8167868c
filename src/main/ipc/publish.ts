import type { WebContents } from 'electron';
import type { EventName, EventPayload } from '../../shared/contract/index.ts';

/** Tells every open window that something happened. */
export type Publish = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

type Target = Pick<WebContents, 'isDestroyed' | 'send'>;

export function createPublish(windows: () => Iterable<Target>): Publish {
  return (name, payload) => {
    for (const contents of windows()) {
      if (!contents.isDestroyed()) contents.send(name, payload);
    }
  };
}
