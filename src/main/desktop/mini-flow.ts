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

/**
 * What the small window is about: a dial that waits, the call that came of it, and the call's
 * wrap-up. It comes by itself for what was dialled from elsewhere, and goes when that is filed.
 */
export class MiniFlow {
  readonly #options: MiniFlowOptions;
  #callId: string | null = null;
  #placing = false;
  /** A dial is on its way, and its call's row is not there yet. */
  #awaitsRow = false;
  #openedByHand = false;

  constructor(options: MiniFlowOptions) {
    this.#options = options;
  }

  /** The call that the small window is about; null: none in particular. */
  callId(): string | null {
    return this.#callId;
  }

  /** What is on the screen stays there until there is something else to show. */
  holds(): boolean {
    return this.#awaitsRow;
  }

  /** A dial waits, or waits no longer. */
  pendingChanged(): void {
    this.#settle();
  }

  /** Places a call that was dialled from elsewhere, and stays with it until it is filed. */
  async dial(place: () => Promise<Call>): Promise<Call> {
    const { mainHasFocus, onCall } = this.#options;
    if (mainHasFocus()) return place();
    this.#placing = true;
    this.#awaitsRow = true;
    let followed = false;
    // Its row is there long before Exotel has answered.
    const stop = onCall((call) => {
      if (followed || (call.state !== 'recorded' && call.state !== 'sending')) return;
      followed = true;
      this.#awaitsRow = false;
      this.#follow(call);
    });
    let call: Call;
    try {
      call = await place();
    } finally {
      stop();
      this.#placing = false;
      this.#awaitsRow = false;
    }
    if (!followed && !mainHasFocus()) this.#callId = call.id;
    this.#settle();
    return call;
  }

  /** The dial came to nothing, and has no row. */
  failed(): void {
    this.#settle();
  }

  /** A call is over, or in doubt. */
  over(call: Call): void {
    if (this.#options.mainHasFocus()) this.#leave(call.id);
  }

  /** A call was wrapped up, in whichever window. */
  filed(callId: string): void {
    this.#leave(callId);
  }

  /** Emits when the main window was brought forward to show this call. */
  openedInMain(callId: string): void {
    this.#leave(callId);
  }

  /** The agent wants it on the screen, call or not. */
  openByHand(): void {
    this.#openedByHand = true;
    this.#settle();
  }

  /** The agent wants it away. What is not filed waits in the main window. */
  dismiss(): void {
    this.#callId = null;
    this.#openedByHand = false;
    this.#settle();
  }

  #follow(call: Call): void {
    const { window, changed } = this.#options;
    this.#callId = call.id;
    window.show(false);
    changed();
  }

  #leave(callId: string): void {
    if (this.#callId === callId) this.#callId = null;
    this.#settle();
  }

  #settle(): void {
    const { window, isPending, changed } = this.#options;
    // What is on the screen stays there until there is something else to show.
    if (this.#placing) return;
    if (isPending()) window.show(true);
    else if (this.#callId !== null || this.#openedByHand) window.show(false);
    else window.hide();
    changed();
  }
}
