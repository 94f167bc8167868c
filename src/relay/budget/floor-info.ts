import { floorInfoEveryMs } from '../../floor/delivery.ts';
import type { FloorInfo } from '../../floor/messages.ts';
import { protocolVersion } from '../../floor/topics.ts';
import { type Clock, steadyNow } from '../../main/base/clock.ts';
import { Timers } from '../../main/base/timers.ts';
import type { RelayConfig } from '../config.ts';
import { type LastMinute, pollShare } from './floor-budget.ts';
import { VerifyMode } from './verify-mode.ts';

/** How often it may be published on account of changes. */
const atMostEveryMs = 1_000;
/** A share that moves by less changes nothing that a desktop would notice. */
const notedShare = 0.1;

export interface FloorInfoSource {
  config: RelayConfig;
  clock: Clock;
  lastMinute(): LastMinute;
  desktops(): number;
  publish(info: FloorInfo): void;
}

/** Publishes the floor's information every 20 s, and sooner when it changes noticeably. */
export class FloorInfoPublisher {
  readonly #source: FloorInfoSource;
  readonly #timers: Timers;
  readonly #verify: VerifyMode;
  #last: { info: FloorInfo; at: number } | null = null;
  #running = false;
  #checkPlanned = false;

  constructor(source: FloorInfoSource) {
    this.#source = source;
    this.#timers = new Timers(source.clock);
    const { limitPerMinute, verify } = source.config;
    this.#verify = new VerifyMode(limitPerMinute, verify);
  }

  /** Publishes at once, and from then on. Started again after the broker came back, it does so once more. */
  start(): void {
    const first = !this.#running;
    this.#running = true;
    this.#publish();
    if (first) this.#again();
  }

  /** Something that goes into it may have changed. */
  check(): void {
    if (!this.#running || this.#checkPlanned || this.#last === null) return;
    this.#checkPlanned = true;
    const wait = this.#last.at + atMostEveryMs - steadyNow(this.#source.clock);
    this.#timers.run(wait, () => {
      this.#checkPlanned = false;
      if (this.#last === null || isNoticeable(this.#last.info, this.current())) this.#publish();
    });
  }

  /** Exotel's answer contradicted what a callback had reported: nothing is believed for an hour. */
  contradicted(): void {
    this.#verify.contradicted(steadyNow(this.#source.clock));
    this.check();
  }

  stop(): void {
    this.#timers.dispose();
  }

  current(): FloorInfo {
    const { config, clock, lastMinute, desktops } = this.#source;
    const { placed, queried } = lastMinute();
    const { limitPerMinute, name, wrapUpSeconds, breakReasons, queues } = config;
    const there = desktops();
    return {
      v: protocolVersion,
      at: clock.now(),
      name,
      limitPerMinute,
      placed,
      queried,
      desktops: there,
      pollShare: pollShare({ limitPerMinute, placed, desktops: there }),
      verify: this.#verify.mode(placed, steadyNow(clock)),
      wrapUpSeconds,
      breakReasons,
      queues: queues.map(({ id, name: called }) => ({ id, name: called })),
    };
  }

  #again(): void {
    this.#timers.run(floorInfoEveryMs, () => {
      this.#publish();
      this.#again();
    });
  }

  #publish(): void {
    const info = this.current();
    this.#last = { info, at: steadyNow(this.#source.clock) };
    this.#source.publish(info);
  }
}

function isNoticeable(before: FloorInfo, now: FloorInfo): boolean {
  const moved = Math.abs(now.pollShare - before.pollShare);
  return (
    now.desktops !== before.desktops ||
    now.verify !== before.verify ||
    moved > notedShare * before.pollShare
  );
}
