import { randomUUID } from 'node:crypto';
import { clockToleranceMs, outLifeSeconds, stateEveryMs } from '../../floor/delivery.ts';
import { agentKeys } from '../../floor/keys.ts';
import {
  agentStateSchema,
  type FloorInfo,
  floorInfoSchema,
  type MessageIn,
  type Recent,
} from '../../floor/messages.ts';
import { readJson } from '../../floor/read-json.ts';
import { type SealKey, seal } from '../../floor/sealed.ts';
import { type FloorTopics, protocolVersion, topicsOf } from '../../floor/topics.ts';
import type { FloorConnectionState } from '../../shared/contract/floor.ts';
import type { Availability } from '../../shared/domain/availability.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { BrokerSession, type OpenSocket } from './broker-session.ts';
import { FloorInbox } from './floor-inbox.ts';
import type { JoinedFloor } from './joined-floor.ts';
import { reconnectDelayMs } from './reconnect-delay.ts';
import type { OutContent } from './shared-requests.ts';

export interface FloorConnectionOptions {
  joined: JoinedFloor;
  /** The agent's secret, 32 bytes. */
  secret: Buffer;
  /** What this agent is doing now. */
  availability: () => Availability;
  openSocket: OpenSocket;
  clock: Clock;
  random: () => number;
  log: Log;
}

export type ConnectionState = Exclude<FloorConnectionState, 'none' | 'locked'>;

/** How long a desktop that comes back listens whether another one has taken its place. */
const listenMs = 3_000;
/** A connection that lasted this long was a good one: the next failure is a first one. */
const goodAfterMs = 10_000;
/** A password that was refused may be accepted once the broker has read its files again. */
const refusedEveryMs = 5 * 60_000;

/**
 * The desktop's connection to its floor, kept up for as long as the floor is joined.
 *
 * One desktop per agent: the broker ends the older one's session when a newer one comes. The older
 * one would connect again and end the newer's, and so on, so a desktop that comes back by itself
 * first listens to its own agent's state, and stays away if another desktop speaks there.
 */
export class FloorConnection {
  readonly changed = new Emitter<null>();
  readonly message = new Emitter<MessageIn>();
  readonly info = new Emitter<FloorInfo>();
  /** This desktop is the agent's from now on, and can be heard. */
  readonly spoke = new Emitter<null>();
  /** The relay's clock minus this computer's, in milliseconds, as last heard; null before. */
  clockOffsetMs: number | null = null;
  /** Epoch milliseconds UTC. */
  lastMessageAt: number | null = null;

  readonly #options: FloorConnectionOptions;
  readonly #topics: FloorTopics;
  readonly #password: string;
  readonly #key: SealKey;
  readonly #inbox: FloorInbox;
  #state: ConnectionState = 'connecting';
  #session: BrokerSession | null = null;
  /** This desktop was the agent's at some time since it was started. */
  #hasSpoken = false;
  /** What is heard last of the agent's state comes from another desktop, which is there. */
  #heardElsewhere = false;
  #failures = 0;
  #connectedAt: number | null = null;
  /** The agent's state was published in this session: this desktop is the agent's. */
  #speaks = false;
  #cancelTimer = (): void => {};

  constructor(options: FloorConnectionOptions) {
    this.#options = options;
    this.#topics = topicsOf(options.joined.floor);
    const keys = agentKeys(options.secret);
    this.#password = keys.brokerPassword;
    this.#key = { key: keys.sealKey, generation: options.joined.generation };
    this.#inbox = new FloorInbox(this.#key, options.clock.now);
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** Connects as the agent's one desktop, at once; another one then stays away. */
  connect(): void {
    this.#failures = 0;
    this.#open({ listens: false });
  }

  /** Connects now rather than later. Nothing happens while it does, or while signed in elsewhere. */
  hurry(): void {
    if (this.#session || this.#state === 'elsewhere') return;
    this.#open({ listens: this.#hasSpoken });
  }

  /** Tells the floor what the agent is doing now. */
  publishState(): void {
    if (!this.#speaks || !this.#session) return;
    this.#session.publishState(this.#options.availability());
    this.#plan(stateEveryMs, () => this.publishState());
  }

  /** Sends to the relays. Returns whether there was a connection to send it on. */
  send(content: OutContent): boolean {
    if (this.#state !== 'connected' || !this.#session) return false;
    const topic = this.#topics.agent(this.#options.joined.agent).out;
    const at = this.#options.clock.now();
    const message = { v: protocolVersion, id: randomUUID(), at, ...content };
    this.#session.publishOut(seal(message, topic, this.#key), outLifeSeconds);
    return true;
  }

  /** Publishes whom this agent spoke with lately, in place of what was published before. */
  publishRecent(recent: Recent): void {
    if (!this.#speaks) return;
    const topic = this.#topics.agent(this.#options.joined.agent).recent;
    this.#session?.publishRecent(seal(recent, topic, this.#key));
  }

  /**
   * Ends the connection; `connect` starts another. Colleagues see the state published last: it
   * should be *offline*. While this desktop only listens it published none, and what stands there
   * is of the connection before, unless another desktop has spoken: the will says *offline* then.
   */
  disconnect(): void {
    this.#cancelTimer();
    if (this.#speaks || this.#heardElsewhere) this.#session?.end();
    else this.#session?.endWithWill();
    this.#session = null;
    this.#speaks = false;
  }

  #open({ listens }: { listens: boolean }): void {
    this.disconnect();
    const { joined, openSocket, clock, log } = this.#options;
    const session = new BrokerSession({
      url: joined.broker,
      agent: joined.agent,
      desktop: joined.desktop,
      password: this.#password,
      topics: this.#topics,
      openSocket,
      now: clock.now,
      log,
      on: {
        connected: () => {
          if (this.#session === session) this.#connected(listens);
        },
        message: (topic, payload, retained) => {
          if (this.#session === session) this.#hear(topic, payload, retained);
        },
        closed: (why) => {
          if (this.#session === session) this.#closed(why);
        },
      },
    });
    this.#session = session;
    this.#heardElsewhere = false;
    if (this.#state !== 'unreachable') this.#become('connecting');
    void session.open();
  }

  #connected(listens: boolean): void {
    this.#connectedAt = steadyNow(this.#options.clock);
    if (listens)
      this.#plan(listenMs, () => (this.#heardElsewhere ? this.#stayAway() : this.#speak()));
    else this.#speak();
  }

  #speak(): void {
    this.#speaks = true;
    this.#hasSpoken = true;
    this.#heardElsewhere = false;
    this.#become('connected');
    this.publishState();
    this.spoke.emit(null);
  }

  #hear(topic: string, payload: Buffer, retained: boolean): void {
    const own = this.#topics.agent(this.#options.joined.agent);
    if (topic === own.state) this.#hearState(payload);
    else if (topic === own.in) this.#hearMessage(topic, payload);
    else if (topic === this.#topics.info) this.#hearInfo(payload, retained);
  }

  /** Is the agent at another desktop? The state that comes last tells: earlier ones had waited. */
  #hearState(payload: Buffer): void {
    const state = agentStateSchema.safeParse(readJson(payload)).data;
    // A will says that a desktop is gone, and not that one is there.
    if (this.#speaks || !state || state.seq === null) return;
    // What a broker retained, or restored, may be of this desktop before it was started again.
    const isOther = state.desktop !== this.#options.joined.desktop;
    this.#heardElsewhere = isOther && state.state !== 'offline';
  }

  #stayAway(): void {
    this.disconnect();
    this.#become('elsewhere');
  }

  #hearMessage(topic: string, payload: Buffer): void {
    const received = this.#inbox.receive(topic, payload);
    if (received.kind === 'dropped') {
      if (received.why !== 'double')
        this.#options.log.warn('a message from the floor was dropped', { why: received.why });
      return;
    }
    this.lastMessageAt = this.#options.clock.now();
    this.message.emit(received.message);
    this.changed.emit(null);
  }

  #hearInfo(payload: Buffer, retained: boolean): void {
    const content = readJson(payload);
    const parsed = floorInfoSchema.safeParse(content);
    if (!parsed.success) {
      if (isNewer(content)) this.#become('outdated');
      return;
    }
    // What was retained may be of any age.
    if (!retained) this.clockOffsetMs = parsed.data.at - this.#options.clock.now();
    this.info.emit(parsed.data);
  }

  #closed({ refused, taken }: { refused: boolean; taken: boolean }): void {
    const { clock, random } = this.#options;
    this.#cancelTimer();
    this.#session = null;
    this.#speaks = false;
    // The other desktop came back while this one was listening for it.
    if (taken || this.#heardElsewhere) {
      this.#become('elsewhere');
      return;
    }
    const lasted = this.#connectedAt === null ? 0 : steadyNow(clock) - this.#connectedAt;
    this.#connectedAt = null;
    this.#failures = lasted >= goodAfterMs ? 0 : this.#failures + 1;
    this.#become(refused ? 'refused' : 'unreachable');
    const waitMs = refused ? refusedEveryMs : reconnectDelayMs(this.#failures, random());
    this.#plan(waitMs, () => this.#open({ listens: this.#hasSpoken }));
  }

  #become(state: ConnectionState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.changed.emit(null);
  }

  #plan(ms: number, task: () => void): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.setTimeout(task, ms);
  }
}

/** Whether two clocks differ so much that messages are refused. */
export function clocksDiffer(offsetMs: number | null): boolean {
  return offsetMs !== null && Math.abs(offsetMs) > clockToleranceMs;
}

function isNewer(content: unknown): boolean {
  return (
    typeof content === 'object' &&
    content !== null &&
    'v' in content &&
    typeof content.v === 'number' &&
    content.v > protocolVersion
  );
}
