import type { Call } from '../../shared/domain/call.ts';
import type { MiniWindow } from './mini-window.ts';

export interface MiniFlowOptions {
  window: Pick<MiniWindow, 'show' | 'hide'>;
  mainHasFocus: () => boolean;
  /** Whether a dial waits for the agent: it goes before everything else. */
  isPending: () => boolean;
  /** Hears of calls as their rows change. */
  onCall: (listener: (call: Call) => void) => () => void;
  /** What the windows should know has changed. */
  changed: () => void;
}

export interface MiniFlow {
  /** The call that the small window is about; null: none in particular. */
  callId(): string | null;
  /** A dial waits, or waits no longer. */
  pendingChanged(): void;
  /** Places a call that was dialled from elsewhere, and stays with it until it is filed. */
  dial(place: () => Promise<Call>): Promise<Call>;
  /** The dial came to nothing, and has no row. */
  failed(): void;
  /** A call is over, or in doubt. */
  over(call: Call): void;
  /** A call was wrapped up, in whichever window. */
  filed(callId: string): void;
  /** The main window was brought forward, at this call. */
  openedInMain(callId: string): void;
  /** The agent wants it on the screen, call or not. */
  openByHand(): void;
  /** The agent wants it away. What is not filed waits in the main window. */
  dismiss(): void;
}

/**
 * What the small window is about: a dial that waits, the call that came of it, and the call's
 * wrap-up. It comes by itself for what was dialled from elsewhere, and goes when that is filed.
 */
export function createMiniFlow(options: MiniFlowOptions): MiniFlow {
  const { window, mainHasFocus, isPending, changed } = options;
  let callId: string | null = null;
  let placing = false;
  let openedByHand = false;

  function settle(): void {
    // What is on the screen stays there until there is something else to show.
    if (placing) return;
    if (isPending()) window.show(true);
    else if (callId !== null || openedByHand) window.show(false);
    else window.hide();
    changed();
  }

  function leave(id: string): void {
    if (callId === id) callId = null;
    settle();
  }

  return {
    callId: () => callId,
    pendingChanged: settle,
    async dial(place) {
      if (mainHasFocus()) return place();
      placing = true;
      let followed = false;
      // Its row is there long before Exotel has answered.
      const stop = options.onCall((call) => {
        if (followed || (call.state !== 'recorded' && call.state !== 'sending')) return;
        followed = true;
        callId = call.id;
        window.show(false);
        changed();
      });
      let call: Call;
      try {
        call = await place();
      } finally {
        stop();
        placing = false;
      }
      if (!followed && !mainHasFocus()) callId = call.id;
      settle();
      return call;
    },
    failed: settle,
    over(call) {
      if (mainHasFocus()) leave(call.id);
    },
    filed: leave,
    openedInMain: leave,
    openByHand() {
      openedByHand = true;
      settle();
    },
    dismiss() {
      callId = null;
      openedByHand = false;
      settle();
    },
  };
}
