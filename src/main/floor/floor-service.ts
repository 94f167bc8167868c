import type { Database } from 'better-sqlite3';
import { type Joining, readJoinText } from '../../floor/join-text.ts';
import { agentKeys, callbackPath, customerMark } from '../../floor/keys.ts';
import type { FloorInfo, IncomingNews, MessageIn } from '../../floor/messages.ts';
import { protocolVersion } from '../../floor/topics.ts';
import type { FloorView } from '../../shared/contract/floor.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { Serial } from '../base/serial.ts';
import type { AccountRequests } from '../exotel/account-requests.ts';
import type { CallbackContent, CallHint, HintSource } from '../hints/call-hint.ts';
import { type StatusCallback, statusCallbacksTo } from '../hints/status-callback/address.ts';
import type { AreaOf } from '../ipc/area.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { AgentAvailability } from './agent-availability.ts';
import type { OpenSocket } from './broker-session.ts';
import { clocksDiffer, FloorConnection } from './floor-connection.ts';
import { type FloorSecrets, type JoinedFloor, JoinedFloors, keyOf } from './joined-floor.ts';
import { type OutContent, SharedRequests } from './shared-requests.ts';

export interface FloorServiceOptions {
  db: Database;
  secrets: SecretStore;
  requests: AccountRequests;
  openSocket: OpenSocket;
  clock: Clock;
  random: () => number;
  log: Log;
  /** Numbers (E.164) of customers that this agent spoke with, newest first, 500 at most. */
  recentCustomers: () => string[];
}

type CallbackMessage = Extract<MessageIn, { kind: 'callback' }>;

/**
 * The floor this desktop has joined: hints of calls come from it, colleagues see through it what the
 * agent is doing, and it shares out the account's requests. Without one, none of this happens.
 */
export class FloorService implements AreaOf<'floor'>, HintSource {
  readonly hinted = new Emitter<CallHint>();
  /** A terminal callback whose content the floor takes as reported. */
  readonly reported = new Emitter<CallbackContent>();
  /** News of a customer's call. */
  readonly incoming = new Emitter<IncomingNews>();
  readonly #changed = new Emitter<FloorView>();
  readonly changed = this.#changed;
  readonly events = { changed: this.#changed.on };
  readonly #options: FloorServiceOptions;
  readonly #floors: JoinedFloors;
  readonly #availability: AgentAvailability;
  readonly #share: SharedRequests;
  #joined: JoinedFloor | null = null;
  #connection: FloorConnection | null = null;
  #secrets: FloorSecrets | null = null;
  /** The keychain did not give out the secrets. */
  #locked = false;
  #stateSince: number;
  #lastState: FloorView['connection'] = 'none';
  // Joining, leaving and asking the keychain run one after the other.
  readonly #serial = new Serial();

  constructor(options: FloorServiceOptions) {
    this.#options = options;
    this.#floors = new JoinedFloors(options.db, options.secrets);
    this.#availability = new AgentAvailability(options.clock);
    this.#share = new SharedRequests(options, (content) => this.#send(content));
    this.#share.changed.on(() => this.#tell());
    this.#stateSince = options.clock.now();
    this.#availability.changed.on(() => {
      this.#connection?.publishState();
      this.#tell();
    });
  }

  readonly handlers: Handlers['floor'] = {
    view: () => this.view(),
    join: async ({ text }) => {
      const read = readJoinText(text);
      if (read.kind !== 'ok') throw new AppFailure(`join_text_${read.kind}`);
      return this.#serial.run(async () => {
        const joined = await this.#keep(read.joining);
        // The floor before must not ring who is gone; the new one begins with a break.
        this.#sayOffline();
        this.#disconnect();
        this.#joined = joined;
        this.#connect(read.joining);
        return this.#tell();
      });
    },
    leave: () =>
      this.#serial.run(async () => {
        if (!this.#joined) return this.view();
        await this.#floors.forget(this.#joined);
        this.#sayOffline();
        this.#disconnect();
        this.#joined = null;
        this.#locked = false;
        return this.#tell();
      }),
    retry: () => {
      if (this.#connection) this.#connection.hurry();
      else void this.#unlock();
      return this.view();
    },
    signInHere: () => {
      this.#availability.back();
      this.#connection?.connect();
      return this.view();
    },
    setAvailability: (wish) => {
      this.#availability.wish(wish);
      return this.view();
    },
    endWrapUp: () => {
      this.#availability.endWrapUp();
      return this.view();
    },
  };

  view(): FloorView {
    const joined = this.#joined;
    return {
      joined: joined && {
        floor: joined.floor,
        floorName: this.#share.info?.name ?? null,
        agent: joined.agent,
        agentName: joined.name,
        relay: new URL(joined.relay).host,
      },
      connection: this.#state(),
      since: this.#stateSince,
      lastMessageAt: this.#connection?.lastMessageAt ?? null,
      availability: this.#availability.shown,
      breakReasons: this.#share.info?.breakReasons ?? [],
      pollShare: this.#options.requests.pollShare,
      clockDiffers: clocksDiffer(this.#connection?.clockOffsetMs ?? null),
    };
  }

  /** Returns the callbacks the POST that places a call should request; empty without a floor. */
  wanted(): StatusCallback[] {
    if (!this.#joined || !this.#secrets) return [];
    const { callbackSecret } = agentKeys(keyOf(this.#secrets.secret));
    const base = this.#joined.relay.replace(/\/+$/, '');
    return statusCallbacksTo(base + callbackPath(this.#joined.agent, callbackSecret));
  }

  /** A call of this agent is open, or is not any more. `wrapsUp`: the agent gets time after it. */
  call(id: string, open: boolean, wrapsUp: boolean): void {
    this.#availability.call(id, open, wrapsUp);
  }

  /** The relay's clock minus this computer's, in milliseconds; null while not known. */
  get clockOffsetMs(): number | null {
    return this.#connection?.clockOffsetMs ?? null;
  }

  /** The queues whose calls are routed to this floor's agents; empty while none are. */
  get queues(): FloorInfo['queues'] {
    return this.#share.info?.queues ?? [];
  }

  /** A queue's name, as its administrator calls it; null if the floor did not say. */
  queueName(id: string): string | null {
    return this.queues.find((queue) => queue.id === id)?.name ?? null;
  }

  /**
   * Says that this agent calls the customer of a missed call back. Returns false if nobody on the
   * floor can be told now.
   */
  takeMissed(sid: string): boolean {
    return this.#send({ kind: 'take_missed', sid });
  }

  /** Tells the relays that an offer is on the screen, this many milliseconds after it came. */
  popped(offer: string, ms: number): void {
    this.#send({ kind: 'popped', offer, ms });
  }

  /**
   * Tells the relays whom this agent spoke with lately: after a call, and after a customer was
   * erased.
   */
  publishRecent(): void {
    if (!this.#secrets) return;
    const key = keyOf(this.#secrets.sticky);
    const marks = this.#options.recentCustomers().map((number) => customerMark(key, number));
    this.#connection?.publishRecent({ v: protocolVersion, marks });
  }

  /** Takes the agent off the queues until they say that they are available. */
  rest(): void {
    this.#availability.wish({ state: 'break', reason: null });
  }

  /** The agent has filed the last call. */
  filed(): void {
    this.#availability.endWrapUp();
  }

  /** Exotel contradicted what was reported of a call: the whole floor stops believing for a while. */
  contradicted(sid: string): void {
    this.#send({ kind: 'contradicted', sid });
  }

  /** The agent is writing about a call. */
  writing(): void {
    this.#availability.writing();
  }

  /** The screen was locked, or unlocked. */
  screenLocked(locked: boolean): void {
    if (locked) this.#availability.locked();
    else if (this.#connection?.state !== 'elsewhere') this.#availability.back();
  }

  start(): void {
    this.#joined = this.#floors.current();
    if (!this.#joined) return;
    this.#tell();
    void this.#unlock();
  }

  sleep(): void {
    this.#sayOffline();
    this.#connection?.disconnect();
  }

  wake(): void {
    if (this.#connection?.state === 'elsewhere') return;
    this.#availability.back();
    this.handlers.retry({});
  }

  stop(): void {
    this.#sayOffline();
    this.#disconnect();
    this.#availability.dispose();
  }

  async #keep(joining: Joining): Promise<JoinedFloor> {
    try {
      return await this.#floors.keep(joining);
    } catch (error) {
      throw new AppFailure('join_text_unkept', {}, { cause: error });
    }
  }

  #state(): FloorView['connection'] {
    if (!this.#joined) return 'none';
    if (this.#connection) return this.#connection.state;
    return this.#locked ? 'locked' : 'connecting';
  }

  /** Fetches the secret from the keychain and connects. Never rejects. */
  #unlock(): Promise<void> {
    return this.#serial.run(async () => {
      const joined = this.#joined;
      if (!joined || this.#connection) return;
      const take = (secrets: FloorSecrets | null): void => {
        if (this.#joined !== joined || this.#connection) return;
        this.#locked = secrets === null;
        if (secrets !== null) this.#connect(secrets);
        this.#tell();
      };
      try {
        take(await this.#floors.secrets(joined, take));
      } catch (error) {
        this.#options.log.warn('the keychain did not give out the floor’s secret', {
          reason: String(error),
        });
        this.#locked = true;
        this.#tell();
      }
    });
  }

  #connect({ secret, sticky }: FloorSecrets): void {
    const joined = this.#joined;
    if (!joined) return;
    this.#secrets = { secret, sticky };
    this.#locked = false;
    this.#availability.back();
    const connection = new FloorConnection({
      ...this.#options,
      joined,
      secret: keyOf(secret),
      availability: () => this.#availability.shown,
    });
    connection.changed.on(() => this.#follow(connection));
    connection.spoke.on(() => this.publishRecent());
    connection.message.on((message) => this.#hear(message));
    connection.info.on((info) => this.#hearInfo(info));
    this.#connection = connection;
    connection.connect();
    this.#share.start();
  }

  /** Signed in elsewhere, the agent is there and not here. */
  #follow(connection: FloorConnection): void {
    if (connection !== this.#connection) return;
    if (connection.state === 'elsewhere') this.#availability.away();
    this.#tell();
  }

  #hear(message: MessageIn): void {
    if (message.kind === 'callback') this.#hearCallback(message);
    else this.incoming.emit(message);
  }

  #hearCallback({ sid, customField, event, details }: CallbackMessage): void {
    const hint = { sid, customField, event };
    const { info } = this.#share;
    const believed = info !== null && info.verify !== 'each';
    if (believed && details !== undefined) this.reported.emit({ ...hint, details });
    else this.hinted.emit(hint);
  }

  #hearInfo(info: FloorInfo): void {
    this.#availability.wrapUpSeconds = info.wrapUpSeconds;
    this.#share.hear(info);
  }

  #send(content: OutContent): boolean {
    return this.#connection?.send(content) ?? false;
  }

  /** Colleagues should not wait for the will to learn that this desktop is gone. */
  #sayOffline(): void {
    this.#availability.away();
  }

  #disconnect(): void {
    this.#share.stop();
    this.#connection?.disconnect();
    this.#connection = null;
    this.#secrets = null;
  }

  #tell(): FloorView {
    const state = this.#state();
    if (state !== this.#lastState) {
      this.#lastState = state;
      this.#stateSince = this.#options.clock.now();
    }
    const view = this.view();
    this.#changed.emit(view);
    return view;
  }
}
