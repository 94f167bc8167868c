import type { Call } from '../../shared/domain/call.ts';
import { asksForWrapUp } from '../../shared/domain/wrap-up.ts';
import type { MiniWindow } from './mini-window.ts';

export interface MiniFlowOptions {
  window: Pick<MiniWindow, 'show' | 'hide'>;
  mainHasFocus: () => boolean;
  /** Whether the main window has the focus, and shows the cards of calls. */
  mainShowsCalls: () => boolean;
  /** Whether a dial is waiting for the agent: it comes before everything else. */
  isPending: () => boolean;
  /** Calls the listener whenever a call's row changes. */
  onCall: (listener: (call: Call) => void) => () => void;
  /** Called when windows should be told of a change. */
  changed: () => void;
}

/**
 * Decides what the small window is about: a waiting dial, the call that came of it, and the call's
 * wrap-up. It opens by itself for a dial from elsewhere and for a customer's call, and closes when
 * that call is filed.
 */
export class MiniFlow {
  readonly #options: MiniFlowOptions;
  #callId: string | null = null;
  #placing = false;
  /** A dial is on its way, and its call has no row yet. */
  #awaitsRow = false;
  #openedByHand = false;

  constructor(options: MiniFlowOptions) {
    this.#options = options;
  }

  /** The call that the small window is about; null if none in particular. */
  callId(): string | null {
    return this.#callId;
  }

  /** Whether the window stays open until there is something else to show. */
  holds(): boolean {
    return this.#awaitsRow;
  }

  /** Handles a dial that begins or stops waiting. */
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
    // Its row exists long before Exotel responds.
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

  /** Handles a dial that led to no call and has no row. */
  failed(): void {
    this.#settle();
  }

  /**
   * Handles a customer's call. An agent who has the dialer in front sees it there, and what the small
   * window is about already stays.
   */
  arrived(call: Call): void {
    const { window, mainShowsCalls, isPending, changed } = this.#options;
    if (mainShowsCalls() || this.#callId !== null || this.#placing) return;
    this.#callId = call.id;
    // A dial that waits keeps the window; asking for it once more would take the keyboard.
    if (!isPending()) window.show(false);
    changed();
  }

  /** Handles a call that is over or in doubt. One that this agent did not take is not wrapped up. */
  over(call: Call): void {
    if (this.#options.mainHasFocus() || !asksForWrapUp(call)) this.#leave(call.id);
  }

  /** Handles a call that was wrapped up, in whichever window. */
  filed(callId: string): void {
    this.#leave(callId);
  }

  /** Emits when the main window was brought forward to show this call. */
  openedInMain(callId: string): void {
    this.#leave(callId);
  }

  /** Opens the window because the agent wants it, with or without a call. */
  openByHand(): void {
    this.#openedByHand = true;
    this.#settle();
  }

  /** Closes the window because the agent wants it. What is not filed waits in the main window. */
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
    // The window stays until there is something else to show.
    if (this.#placing) return;
    if (isPending()) window.show(true);
    else if (this.#callId !== null || this.#openedByHand) window.show(false);
    else window.hide();
    changed();
  }
}
