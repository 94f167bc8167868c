import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { systemClock } from '../../src/main/base/clock.ts';
import { Emitter } from '../../src/main/base/emitter.ts';
import type { Log } from '../../src/main/base/log.ts';
import { AccountRequests } from '../../src/main/exotel/account-requests.ts';
import type { ExotelClient } from '../../src/main/exotel/client.ts';
import { FloorService } from '../../src/main/floor/floor-service.ts';
import type { SecretStore } from '../../src/main/secrets/secret-store.ts';
import { listRecentCustomers } from '../../src/main/storage/tables/recent-customers.ts';
import type { AvailabilityWish } from '../../src/shared/domain/availability.ts';
import { practiceNumber } from '../../src/shared/domain/practice-story.ts';
import { type Behaviour, behaviours } from './behaviour.ts';
import { DeskCalls } from './desk-calls.ts';

export interface DesktopOptions {
  db: Database;
  client: ExotelClient;
  /** The agent's own phone. */
  phone: string;
}

/** What the desktop knows of its one call. */
export interface DeskCall {
  sid: string;
  behaviour: Behaviour;
  placedAt: number;
}

/** Nobody listens on it: a desktop whose network was cut tries to connect there. */
const nowhere = 'ws://127.0.0.1:9/';
/** Without a hint a desktop still learns of a call's end, only later. */
const pollEveryMs = 20_000;

const silent: Log = { info() {}, warn() {}, error() {} };

/**
 * The desktop of a simulated agent: the product's own floor and Exotel client, with as little around
 * them as a call needs.
 */
export class Desktop {
  readonly floor: FloorService;
  /** Customers' calls. */
  readonly incoming: DeskCalls;
  readonly changed = new Emitter<null>();
  call: DeskCall | null = null;
  /** How the desktop learned of the end of the last call. */
  heardBy: 'floor' | 'poll' | null = null;
  readonly #options: DesktopOptions;
  readonly #requests = new AccountRequests();
  #socket: WebSocket | null = null;
  #isCut = false;
  #poll: NodeJS.Timeout | undefined;

  constructor(options: DesktopOptions) {
    this.#options = options;
    this.floor = new FloorService({
      db: options.db,
      secrets: memorySecrets(),
      requests: this.#requests,
      openSocket: (url, protocols) => this.#open(url, protocols),
      clock: systemClock,
      random: Math.random,
      log: silent,
      recentCustomers: () => listRecentCustomers(options.db, 500),
    });
    this.incoming = new DeskCalls({ ...options, floor: this.floor, log: silent });
    this.incoming.changed.on(() => this.changed.emit(null));
    this.floor.changed.on(() => this.changed.emit(null));
    this.floor.hinted.on(({ sid }) => {
      if (sid === this.call?.sid) void this.#look('floor');
    });
  }

  get phone(): string {
    return this.#options.phone;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  async join(text: string, wish: AvailabilityWish): Promise<void> {
    this.floor.start();
    await this.floor.handlers.join({ text });
    await this.floor.handlers.setAvailability(wish);
  }

  /** The agent goes on a break, or with null is back. */
  async rest(reason: string | null): Promise<void> {
    const { setAvailability } = this.floor.handlers;
    await setAvailability(reason === null ? { state: 'available' } : { state: 'break', reason });
  }

  /** Dials a customer. Nothing happens during a call. */
  async dial(behaviour: Behaviour): Promise<void> {
    if (this.call) return;
    const placedAt = Date.now();
    this.call = { sid: '', behaviour, placedAt };
    this.heardBy = null;
    this.incoming.card = null;
    this.floor.call('call', true, true);
    this.#requests.sent('place');
    const result = await this.#options.client.placeCall({
      from: { contact_uri: this.#options.phone, state_management: true },
      to: { contact_uri: practiceNumber(behaviours[behaviour].story) },
      virtual_number: '+912241499102',
      recording: { record: false, channels: 'dual', format: 'mp3' },
      max_time_limit: 4000,
      attempt_time_out: 45,
      custom_field: `handset-${randomUUID()}`,
      status_callback: this.floor.wanted(),
    });
    if (result.kind !== 'accepted') return this.#over(null);
    this.call = { sid: result.call.sid, behaviour, placedAt };
    this.#poll = setInterval(() => void this.#look('poll'), pollEveryMs);
    this.changed.emit(null);
  }

  /** Pulls the network cable, or puts it in again. */
  cut(cut: boolean): void {
    this.#isCut = cut;
    if (cut) this.#socket?.close();
    else void this.floor.handlers.retry({});
    this.changed.emit(null);
  }

  stop(): void {
    clearInterval(this.#poll);
    this.incoming.stop();
    this.floor.stop();
  }

  #open(url: string, protocols: string[]): WebSocket {
    this.#socket = new WebSocket(this.#isCut ? nowhere : url, protocols);
    return this.#socket;
  }

  /** A hint is only a reason to ask: what Exotel itself answers counts. */
  async #look(because: 'floor' | 'poll'): Promise<void> {
    const { sid } = this.call ?? {};
    if (!sid || (this.#isCut && because === 'floor')) return;
    this.#requests.sent('query');
    const answer = await this.#options.client.getCall(sid, 'outbound');
    if (this.call?.sid === sid && answer.ok && answer.value.over) this.#over(because);
  }

  #over(heardBy: Desktop['heardBy']): void {
    clearInterval(this.#poll);
    this.call = null;
    this.heardBy = heardBy;
    this.floor.call('call', false, true);
    this.changed.emit(null);
  }
}

function memorySecrets(): SecretStore {
  const kept = new Map<string, string>();
  return {
    read: async (name) => kept.get(name) ?? null,
    write: async (name, secret) => void kept.set(name, secret),
    remove: async (name) => void kept.delete(name),
  };
}
