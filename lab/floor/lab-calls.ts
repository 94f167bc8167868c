import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import { callKey, floorKey, relayPassword } from '../../src/floor/keys.ts';
import { heldSchema } from '../../src/floor/messages.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { checkLogin } from '../../src/relay/setup/logins.ts';
import { type FlowEnd, type PhoneDoes, playFlow } from '../../tests/support/exotel-flow.ts';
import { Front } from './front.ts';
import { markedNumber, markedSid } from './lab-exotel.ts';
import type { LabFloor } from './lab-floor.ts';
import { moment } from './moment.ts';

/** One time that Exotel asked whom to ring, perhaps of both relays, and what it heard. */
export interface Asking {
  /** By `moment`. */
  askedAt: number;
  answeredAt: number | null;
  /** Whom the answers named, each once. */
  named: Set<string>;
}

/** Customers who call, through flows that ask one relay and then the other. */
export class LabCalls {
  readonly askings = new Map<string, Asking>();
  readonly ends: FlowEnd[] = [];
  /** What was written down last of each agent's hold, by its topic. */
  readonly written = new Map<string, string>();
  /** What must never be. */
  readonly broken: string[] = [];
  /** Phones that were rung for a call while another had them. */
  readonly rungTwice: string[] = [];
  readonly #floor: LabFloor;
  readonly #random: () => number;
  readonly #fronts: Front[] = [];
  /** What was seen of each call, by its name on the broker. */
  readonly #stories = new Map<string, [number, string][]>();
  readonly #floorKey: Buffer;
  /** Phones that ring or talk, and for which call. */
  readonly #busy = new Map<string, string>();
  /** How many phones a call has rung so far. */
  readonly #rung = new Map<string, number>();
  /** Agents that relays wrote down as rung by a call's attempt. */
  readonly #held = new Map<string, Set<string>>();
  #urls = { relays: [] as string[], both: '' };
  #witness: MqttClient | null = null;

  constructor(floor: LabFloor, random: () => number) {
    this.#floor = floor;
    this.#random = random;
    this.#floorKey = floorKey(floor.master, floor.floor);
  }

  async open(): Promise<void> {
    const { relays, broker, master, floor } = this.#floor;
    const front = async (...args: ConstructorParameters<typeof Front>): Promise<string> => {
      const made = new Front(...args);
      this.#fronts.push(made);
      return made.open();
    };
    this.#urls = {
      relays: await Promise.all(
        relays.map((relay) => front([relay], (url) => this.#asked(url, relay.url))),
      ),
      both: await front(relays),
    };
    const login = checkLogin('relay-2');
    this.#witness = await mqtt.connectAsync(broker.url, {
      ca: broker.ca.pem,
      protocolVersion: 5,
      username: login,
      password: relayPassword(master, floor, login),
      reconnectPeriod: 100,
    });
    this.#witness.on('error', () => {});
    this.#witness.on('message', (topic, payload) => this.#heardHeld(topic, payload));
    await this.#witness.subscribeAsync(topicsOf(floor).everyAgent.held, { qos: 1 });
  }

  /** Plays as many calls, some at a time, until all have ended. */
  async play(count: number, atATime: number): Promise<void> {
    let left = count;
    const lane = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await this.#one();
        await sleep(this.#random() * 300);
      }
    };
    await Promise.all(Array.from({ length: atATime }, lane));
  }

  /** Calls of which an attempt was written down for more than one agent: their stories. */
  twiceHeld(): [number, string][][] {
    return [...this.#held].flatMap(([key, agents]) =>
      agents.size > 1 ? [this.#stories.get(key.split(' ')[0] ?? '') ?? []] : [],
    );
  }

  #tell(call: string, what: string): void {
    const story = this.#stories.get(call) ?? [];
    story.push([moment(), what]);
    this.#stories.set(call, story);
  }

  #nameOf(sid: string): string {
    return callKey(this.#floorKey, sid);
  }

  async close(): Promise<void> {
    for (const front of this.#fronts) front.close();
    await this.#witness?.endAsync(true);
  }

  async #one(): Promise<void> {
    const { flowPaths } = this.#floor;
    const sid = markedSid();
    const [first = '', second = ''] =
      this.#random() < 0.5 ? this.#urls.relays : this.#urls.relays.toReversed();
    const end = await playFlow(
      {
        connect: [first + flowPaths.connect, second + flowPaths.connect],
        dial: this.#urls.both + flowPaths.dial,
        passthru: this.#urls.both + flowPaths.passthru,
        tellsAnswered: this.#random() < 0.5,
        asksTwice: this.#random() < 0.3,
      },
      {
        sid,
        caller: markedNumber(this.#random()),
        phone: (uri) => this.#ring(sid, uri),
        talk: async (uri) => {
          await sleep(300 + this.#random() * 2_200);
          this.#busy.delete(uri);
        },
      },
    );
    this.#tell(this.#nameOf(sid), `over: ${end.way}`);
    this.ends.push(end);
  }

  async #ring(sid: string, uri: string): Promise<PhoneDoes> {
    this.#rung.set(sid, (this.#rung.get(sid) ?? 0) + 1);
    const other = this.#busy.get(uri);
    if (other !== undefined) this.rungTwice.push(`${uri} for ${sid} while ${other} had it`);
    this.#busy.set(uri, sid);
    await sleep(150 + this.#random() * 750);
    const chance = this.#random();
    if (chance < 0.7) return 'answers';
    this.#busy.delete(uri);
    if (chance < 0.8) return 'rejects';
    return chance < 0.95 ? 'rings_out' : 'caller_leaves';
  }

  #asked(url: string, relay: string): (body: string) => void {
    const sid = new URL(url, 'http://relay').searchParams.get('CallSid') ?? '';
    const key = `${sid} ${this.#rung.get(sid) ?? 0}`;
    const asking: Asking = this.askings.get(key) ?? {
      askedAt: moment(),
      answeredAt: null,
      named: new Set(),
    };
    this.askings.set(key, asking);
    this.#tell(this.#nameOf(sid), `asked at ${relay}`);
    return (body) => {
      this.#tell(this.#nameOf(sid), `answered at ${relay}: ${body}`);
      asking.answeredAt ??= moment();
      for (const { contact_uri: uri } of JSON.parse(body).destination) asking.named.add(uri);
      if (asking.named.size > 1)
        this.broken.push(`${key} was offered to ${[...asking.named].join(' and ')}`);
    };
  }

  #heardHeld(topic: string, payload: Buffer): void {
    this.written.set(topic, payload.toString());
    if (payload.length === 0) return;
    const { call, attempt, agent, phase } = heldSchema.parse(JSON.parse(payload.toString()));
    if (phase !== 'ringing') return;
    this.#tell(call, `held by ${agent}, attempt ${attempt}`);
    const key = `${call} ${attempt}`;
    const agents = this.#held.get(key) ?? new Set();
    this.#held.set(key, agents.add(agent));
  }
}
