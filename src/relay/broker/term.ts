import type { RouterState } from '../../floor/messages.ts';
import type { BrokerMessage } from './message.ts';
import type { SeatLink } from './seat-link.ts';

/** One try of a relay to take the seat, and its time in it. */
export class Term {
  readonly link: SeatLink;
  /** What it publishes of itself. */
  readonly state: RouterState;
  /** What came before the seat was held. */
  readonly waiting: BrokerMessage[] = [];
  #heard = { own: false, seat: false };
  #ended = false;

  constructor(link: SeatLink, state: RouterState) {
    this.link = link;
    this.state = state;
  }

  /** Its state has come back on both connections, and it has not ended. */
  get isHeld(): boolean {
    return this.#heard.own && this.#heard.seat && !this.#ended;
  }

  /** Its state came back. Returns whether the seat is held by that, and was not before. */
  hear(where: 'own' | 'seat'): boolean {
    const before = this.isHeld;
    this.#heard[where] = true;
    return this.isHeld && !before;
  }

  /** Returns whether the seat was held. */
  end(): boolean {
    const was = this.isHeld;
    this.#ended = true;
    return was;
  }
}
