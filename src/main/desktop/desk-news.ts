import { endAll } from '../base/end-all.ts';
import type { DialDesk } from '../dialing/dial-desk.ts';
import type { Source } from '../ipc/area.ts';
import type { MiniFlow } from './mini-flow.ts';

export interface DeskNewsOptions {
  desk: Pick<DialDesk, 'changed'>;
  flow: Pick<MiniFlow, 'holds'>;
  /** Fires once the small window's subject has changed and the windows have been told. */
  flowChanged: Source<null>;
  /** Fires when the main window's page has loaded, or loaded again, and knows nothing. */
  mainLoaded: Source<null>;
}

/**
 * Fires when the windows should fetch the desk again, which is whenever it has changed. What was
 * confirmed in the small window stays there until its call can take its place.
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
