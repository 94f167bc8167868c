import type { Database } from 'better-sqlite3';
import { systemClock } from '../../src/main/base/clock.ts';
import { Emitter } from '../../src/main/base/emitter.ts';
import type { Log } from '../../src/main/base/log.ts';
import { Arrivals } from '../../src/main/calls/arrivals.ts';
import { CallService } from '../../src/main/calls/call-service.ts';
import type { FloorService } from '../../src/main/floor/floor-service.ts';
import { MissedService } from '../../src/main/missed/missed-service.ts';
import type { MissedEntry } from '../../src/shared/contract/missed.ts';
import { type InboundCall, isLive } from '../../src/shared/domain/call.ts';
import { asksForWrapUp } from '../../src/shared/domain/wrap-up.ts';

export interface DeskCallsOptions {
  db: Database;
  floor: FloorService;
  /** The agent's own phone. */
  phone: string;
  log: Log;
}

/** What a simulated desktop makes of customers' calls: the product's own services, without windows. */
export class DeskCalls {
  /** The card on the screen, or the list of missed calls, changed. */
  readonly changed = new Emitter<null>();
  /** The card that came last. */
  card: InboundCall | null = null;
  readonly #calls: CallService;
  readonly #missed: MissedService;

  constructor({ db, floor, phone, log }: DeskCallsOptions) {
    const common = { db, clock: systemClock, log, isPractice: () => false };
    const defaultCountry = () => 'IN';
    const calls = new CallService({
      ...common,
      bootedAt: Date.now(),
      random: Math.random,
      // Exotel's side of these calls cannot be asked: what the floor says is all there is.
      connectionFor: async () => null,
      marksDoNotCall: () => false,
    });
    this.#calls = calls;
    this.#missed = new MissedService({
      ...common,
      calls,
      floor,
      defaultCountry,
      providerNow: () => null,
    });
    const arrivals = new Arrivals({
      ...common,
      calls,
      defaultCountry,
      account: () => ({ accountSid: '', baseUrl: 'http://127.0.0.1', agentUri: phone }),
      queueName: (id) => floor.queueName(id),
      clockOffsetMs: () => floor.clockOffsetMs,
      popped: (offer, ms) => floor.popped(offer, ms),
    });
    floor.incoming.on((news) => arrivals.hear(news));
    // A window would show the card at once.
    calls.arrived.on(({ id }) => calls.popped.emit(id));
    calls.changed.on((call) => {
      floor.call(call.id, isLive(call.state), asksForWrapUp(call));
      if (call.direction === 'inbound') this.card = call;
      this.changed.emit(null);
    });
    calls.ended.on((call) => {
      if (call.outcome === 'completed') floor.publishRecent();
    });
    this.#missed.changed.on(() => this.changed.emit(null));
    this.#missed.start();
  }

  /** Calls that nobody on the floor took, the newest first. */
  missed(): MissedEntry[] {
    return this.#missed.list().entries.filter(({ sids }) => sids.length > 0);
  }

  stop(): void {
    this.#missed.stop();
    this.#calls.stop();
  }
}
