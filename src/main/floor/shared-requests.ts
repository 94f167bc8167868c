import { floorInfoLifeSeconds } from '../../floor/delivery.ts';
import type { FloorInfo, MessageOut } from '../../floor/messages.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { AccountRequests } from '../exotel/account-requests.ts';

/** A message as its author knows it; version, id and time are added when it is sent. */
export type OutContent = WithoutHead<MessageOut>;
type WithoutHead<M> = M extends MessageOut ? Omit<M, 'v' | 'id' | 'at'> : never;

/** How often the floor is told of requests to Exotel. */
const spentEveryMs = 10_000;

/**
 * What the floor says of itself, and the account's requests that are shared out by it: the floor is
 * told what this desktop spent, and says how many polls are left for it.
 */
export class SharedRequests {
  readonly changed = new Emitter<null>();
  /** What the floor said last; null before. */
  info: FloorInfo | null = null;
  readonly #requests: AccountRequests;
  readonly #clock: Clock;
  readonly #send: (content: OutContent) => boolean;
  #cancelSpent = (): void => {};
  #cancelInfo = (): void => {};

  /** @param send returns whether the message is on its way */
  constructor(
    { requests, clock }: { requests: AccountRequests; clock: Clock },
    send: (content: OutContent) => boolean,
  ) {
    this.#requests = requests;
    this.#clock = clock;
    this.#send = send;
  }

  start(): void {
    this.#cancelSpent();
    this.#cancelSpent = this.#clock.setTimeout(() => {
      this.#tellSpent();
      this.start();
    }, spentEveryMs);
  }

  stop(): void {
    this.#cancelSpent();
    this.#cancelInfo();
    this.info = null;
    this.#requests.pollShare = null;
  }

  /** The share counts for as long as the floor goes on saying it. */
  hear(info: FloorInfo): void {
    this.info = info;
    this.#requests.pollShare = info.pollShare;
    this.#cancelInfo();
    this.#cancelInfo = this.#clock.setTimeout(() => {
      this.#requests.pollShare = null;
      this.changed.emit(null);
    }, floorInfoLifeSeconds * 1000);
    this.changed.emit(null);
  }

  #tellSpent(): void {
    const counts = this.#requests.take();
    // The next message says it as well.
    if (counts && !this.#send({ kind: 'spent', ...counts })) this.#requests.giveBack(counts);
  }
}
