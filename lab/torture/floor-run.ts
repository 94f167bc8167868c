import { statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../tests/support/seeded-random.ts';
import type { Trouble } from '../floor/cable.ts';
import { DesktopFleet, type FleetProcess } from '../floor/desktop-fleet.ts';
import { LabExotel, type SentCallback } from '../floor/lab-exotel.ts';
import { type LabFloor, openLabFloor, phoneOf } from '../floor/lab-floor.ts';
import { moment } from '../floor/moment.ts';
import type { RelayProcess } from '../floor/relay-process.ts';

export interface FloorRunOptions {
  folder: string;
  agents: number;
  seed: number;
  relayScript: string;
  desktopScript: string;
  /** Desktops that share a process, and die together. */
  perProcess: number;
}

/** Callbacks a second; a floor of 1,000 agents has about ten. */
const perSecond = 20;
/** Twice the longest pause between two tries, and the time to notice a dead connection. */
const settleMs = 90_000;
/** Long enough for what was just sent to arrive, on a busy computer too. */
const arrivalMs = 1_000;
/** Long enough for what is sent again to arrive. */
const sentAgainMs = 3_000;
/** Further than this a desktop refuses messages, and says so. */
export const wrongClockMs = -10 * 60_000;

/** A floor at work that can be hurt. */
export class FloorRun {
  readonly floor: LabFloor;
  readonly fleet: DesktopFleet;
  readonly exotel: LabExotel;
  /** Decides what is hurt, and when. */
  readonly random: () => number;
  /** Of its own: how many are posted depends on how quick the computer is. */
  readonly #postRandom: () => number;
  /** When the broker was away, by `moment`. */
  readonly outages: { from: number; to: number }[] = [];
  readonly counts = { brokerKills: 0, relayKills: 0, desktopKills: 0, networkTroubles: 0 };
  /** What relays sent again, those that were killed included. */
  resent = 0;
  readonly #posting: NodeJS.Timeout;
  #isCalm = false;
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(floor: LabFloor, { seed, desktopScript, perProcess }: FloorRunOptions) {
    this.floor = floor;
    this.random = seededRandom(seed);
    this.#postRandom = seededRandom(seed + 1);
    this.exotel = new LabExotel(floor);
    this.fleet = new DesktopFleet({
      floor,
      script: desktopScript,
      perProcess,
      skewOf: (index) => this.#skewOf(index),
      onHint: (agent, sid, at) => this.exotel.hear(agent, sid, at),
      onOffer: (agent, uri) => this.#checkOffer(agent, uri),
    });
    this.#posting = setInterval(() => this.#post(), 1_000 / perSecond).unref();
  }

  /** Every fifth clock is off by as much as is tolerated, and one by more. */
  #skewOf(index: number): number {
    if (index === 1) return wrongClockMs;
    return index % 5 === 0 ? Math.round((this.random() - 0.5) * 200_000) : 0;
  }

  #checkOffer(agent: string, uri: string): void {
    const index = this.floor.agents.findIndex(({ id }) => id === agent);
    if (phoneOf(index) !== uri) this.exotel.strays.push(`an offer for ${uri} at ${agent}`);
  }

  #post(): void {
    const random = this.#postRandom;
    const index = Math.floor(random() * this.floor.agents.length);
    const relays = random() < 0.5 ? this.floor.relays : this.floor.relays.toReversed();
    const event = random() < 0.2 ? 'answered' : 'terminal';
    const desktop = this.fleet.desktops[index];
    if (!desktop || desktop.skewMs === wrongClockMs) return;
    const isCalm = this.#isCalm && desktop.connection === 'connected';
    const during = desktop.diedAt !== null ? 'death' : isCalm ? 'calm' : 'trouble';
    this.follow(this.exotel.post(index, { event, during }, relays));
  }

  /** What it holds now, the broker saves. */
  async brokerSaves(): Promise<void> {
    const { broker } = this.floor;
    const savedAt = (): number => statSync(broker.held, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const before = savedAt();
    broker.save();
    await this.until('files that the broker does not write', () =>
      savedAt() > before ? [] : [broker.held],
    );
  }

  /** What was done to the floor, for the story of what came of it. By `moment`. */
  readonly done: [number, string][] = [];

  async killBroker(downMs: number): Promise<void> {
    const outage = { from: moment(), to: Number.POSITIVE_INFINITY };
    this.outages.push(outage);
    this.counts.brokerKills += 1;
    await this.floor.broker.kill();
    await sleep(downMs);
    await this.floor.broker.start();
    outage.to = moment();
  }

  async killRelay(relay: RelayProcess, downMs: number): Promise<void> {
    if (!relay.isRunning) return;
    this.counts.relayKills += 1;
    this.resent += await resentBy(relay);
    this.done.push([moment(), `killed ${relay.url}`]);
    await relay.kill();
    await sleep(downMs);
    await relay.start();
    this.done.push([moment(), `started ${relay.url}`]);
  }

  async killDesktops(process: FleetProcess | undefined, downMs: number): Promise<void> {
    if (!process?.child) return;
    this.counts.desktopKills += process.desktops.length;
    await this.fleet.kill(process, moment());
    await sleep(downMs);
    this.fleet.revive(process);
  }

  /** Disturbs the network of some desktops, each in its own way. */
  async disturbDesktops(share: number, ms: number): Promise<void> {
    const cables = this.fleet.desktops
      .filter(() => this.random() < share)
      .map(({ cable }) => cable);
    for (const cable of cables) cable.disturb(this.#someTrouble());
    this.counts.networkTroubles += cables.length;
    await sleep(ms);
    for (const cable of cables) cable.mend();
  }

  async disturbRelay({ cable }: RelayProcess, ms: number): Promise<void> {
    this.counts.networkTroubles += 1;
    cable.disturb(this.#someTrouble());
    await sleep(ms);
    cable.mend();
  }

  #someTrouble(): Trouble {
    const kinds: Trouble[] = [
      { kind: 'dropped' },
      { kind: 'delayed', byMs: 100 + this.random() * 1_900 },
      { kind: 'halved' },
      { kind: 'silent' },
    ];
    return this.pick(kinds);
  }

  pick<T>(from: readonly T[]): T {
    const picked = from[Math.floor(this.random() * from.length)];
    if (picked === undefined) throw new Error('nothing to pick from');
    return picked;
  }

  /** Goes on beside; {@link settle} waits for it, and what it throws is thrown there. */
  follow(work: Promise<unknown>): void {
    const tracked = work.finally(() => this.#underWay.delete(tracked));
    // Thrown by whoever awaits it.
    tracked.catch(() => {});
    this.#underWay.add(tracked);
  }

  /**
   * Waits until everything is mended, every living desktop is connected and has what was taken for
   * it, and both relays see it. Throws if that takes too long. Returns the milliseconds until all
   * were connected.
   */
  async settle(): Promise<number> {
    const backMs = await this.allBack();
    await this.until('callbacks that were lost', () =>
      this.#missing().map(
        ({ agent, sid, sentAt }) => `${sid} for ${agent}, ${new Date(sentAt).toISOString()}`,
      ),
    );
    return backMs;
  }

  /** As {@link settle}, without a look at what they have. */
  async allBack(): Promise<number> {
    const began = moment();
    await Promise.all([...this.#underWay]);
    const { fleet } = this;
    await this.until('desktops that did not come back', () =>
      fleet
        .living()
        .filter(({ connection }) => connection !== 'connected')
        .map(({ agent, connection }) => `${agent} ${connection}`),
    );
    const backMs = Math.max(...fleet.living().map((each) => each.connectionSince)) - began;
    for (const relay of this.floor.relays)
      await this.until('desktops that a relay does not see', async () => {
        const there = new Set(fleet.living().map(({ agent }) => agent));
        const { agents } = await relay.wall();
        return agents
          .filter(({ name, state }) => there.has(name) && state !== 'available')
          .map(({ name, state }) => `${name} ${state}`);
      });
    return backMs;
  }

  /** Everything is back, and has had time to send again what it kept. Returns how many are lost. */
  async losses(): Promise<number> {
    await this.allBack();
    await sleep(sentAgainMs);
    return this.#missing().length;
  }

  #missing(): SentCallback[] {
    const living = new Set(this.fleet.living().map(({ agent }) => agent));
    // What was just posted has some time.
    return this.exotel
      .missing()
      .filter(({ agent, sentAt }) => living.has(agent) && sentAt < moment() - sentAgainMs);
  }

  /** Nothing is disturbed for so long: what is posted now shows how quick it is. */
  async rest(ms: number): Promise<void> {
    this.#isCalm = true;
    await sleep(ms - arrivalMs);
    this.#isCalm = false;
    await sleep(arrivalMs);
  }

  /** Waits until a list is empty. Throws with what is still in it. */
  async until(what: string, list: () => string[] | Promise<string[]>): Promise<void> {
    const deadline = performance.now() + settleMs;
    for (;;) {
      const left = await list();
      if (left.length === 0) return;
      if (performance.now() > deadline)
        throw new Error(`${left.length} ${what}: ${left.slice(0, 5).join('; ')}`);
      await Promise.race([this.fleet.news(), sleep(200)]);
    }
  }

  async close(): Promise<void> {
    clearInterval(this.#posting);
    await Promise.allSettled([...this.#underWay]);
    await this.fleet.close();
    await this.floor.close();
  }
}

export async function startFloorRun(options: FloorRunOptions): Promise<FloorRun> {
  const { folder, agents, relayScript } = options;
  const floor = await openLabFloor({ folder, agents, relays: 2, relayScript });
  const run = new FloorRun(floor, options);
  await run.fleet.start();
  return run;
}

export function resentBy(relay: RelayProcess): Promise<number> {
  return relay.metric('handset_messages_resent_total');
}
