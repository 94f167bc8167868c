import { endAll } from '../base/end-all.ts';
import type { DialDesk } from '../dialing/dial-desk.ts';
import type { Source } from '../ipc/area.ts';
import type { MiniFlow } from './mini-flow.ts';

export interface DeskNewsOptions {
  desk: Pick<DialDesk, 'changed'>;
  flow: Pick<MiniFlow, 'holds'>;
  /** What the small window is about has changed, and the windows have been told. */
  flowChanged: Source<null>;
  /** The main window's page has come, or come back, and knows nothing. */
  mainLoaded: Source<null>;
}

/**
 * When the windows are to look at the desk anew: whenever it has changed. What was confirmed in the
 * small window stays there until its call can take its place.
 */
export function deskNews({ desk, flow, flowChanged, mainLoaded }: DeskNewsOptions): Source<null> {
  return (listener) => {
    let held = false;
    const tellHeld = (): void => {
      if (!held || flow.holds()) return;
      held = false;
      listener(null);
    };
    const tell = (): void => {
      held = true;
      tellHeld();
    };
    return endAll([desk.changed.on(tell), flowChanged(tellHeld), mainLoaded(() => listener(null))]);
  };
}
