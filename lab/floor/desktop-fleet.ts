import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { type Child, startChild, type Word } from '../torture/child.ts';
import { Cable } from './cable.ts';
import type { DesktopOrders } from './desktop-child.ts';
import type { LabFloor } from './lab-floor.ts';

/** One agent's desktop as its process reports it. */
export interface FleetDesktop {
  agent: string;
  /** Its network. */
  cable: Cable;
  skewMs: number;
  process: FleetProcess;
  connection: string;
  /** When it got there; see `moment`. */
  connectionSince: number;
  clockDiffers: boolean;
  /** When its process was killed; null while it lives. */
  diedAt: number | null;
  /** When its lives began, by `performance.now`. */
  lives: number[];
}

/** A process with some of the desktops, which die together. */
export interface FleetProcess {
  orders: DesktopOrders;
  desktops: FleetDesktop[];
  child: Child | null;
}

export interface FleetOptions {
  floor: LabFloor;
  /** The child's script. */
  script: string;
  perProcess: number;
  /** How far each agent's clock is off, in milliseconds. */
  skewOf: (index: number) => number;
  onHint: (agent: string, sid: string, at: number) => void;
  /** A call was offered to the desktop, with the phone that it says rings. */
  onOffer: (agent: string, uri: string) => void;
}

/** The floor's desktops: the product's own code, in processes that can be killed. */
export class DesktopFleet {
  readonly desktops: FleetDesktop[] = [];
  readonly processes: FleetProcess[] = [];
  readonly #options: FleetOptions;
  readonly #byAgent = new Map<string, FleetDesktop>();
  #news = Promise.withResolvers<void>();

  constructor(options: FleetOptions) {
    this.#options = options;
  }

  /** Lays each desktop's cable and starts them all. */
  async start(): Promise<void> {
    const { floor, perProcess, skewOf } = this.#options;
    const template = join(floor.folder, 'template', 'handset.db');
    if (!existsSync(template)) openConnection(template).close();
    for (let from = 0; from < floor.agents.length; from += perProcess) {
      const orders: DesktopOrders = {
        agents: [],
        ca: floor.broker.ca.pem,
        folder: join(floor.folder, 'desktops'),
        template,
      };
      const process: FleetProcess = { orders, desktops: [], child: null };
      for (const [index, agent] of floor.agents.slice(from, from + perProcess).entries()) {
        const cable = new Cable(Number(new URL(floor.broker.socketUrl).port));
        const port = await cable.open();
        const skewMs = skewOf(from + index);
        orders.agents.push({ id: agent.id, joinText: floor.joinText(agent, port), skewMs });
        const desktop: FleetDesktop = {
          agent: agent.id,
          cable,
          skewMs,
          process,
          connection: '',
          connectionSince: 0,
          clockDiffers: false,
          diedAt: null,
          lives: [],
        };
        process.desktops.push(desktop);
        this.desktops.push(desktop);
        this.#byAgent.set(agent.id, desktop);
      }
      this.processes.push(process);
      this.revive(process);
    }
  }

  revive(process: FleetProcess): void {
    for (const desktop of process.desktops) {
      desktop.diedAt = null;
      desktop.lives.push(performance.now());
    }
    const { script, floor } = this.#options;
    process.child = startChild(script, process.orders, floor.folder, (word) => this.#hear(word));
  }

  /** As a power cut would. Resolves once it is gone, and all it said was heard. */
  async kill(process: FleetProcess, at: number): Promise<void> {
    const { child } = process;
    if (!child) return;
    process.child = null;
    child.process.kill('SIGKILL');
    await child.ended;
    for (const desktop of process.desktops) {
      desktop.connection = '';
      desktop.diedAt = at;
    }
  }

  living(): FleetDesktop[] {
    return this.desktops.filter(({ diedAt }) => diedAt === null);
  }

  /** Resolves once something was heard. */
  news(): Promise<void> {
    return this.#news.promise;
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((process) => this.kill(process, 0)));
    for (const { cable } of this.desktops) cable.close();
  }

  #hear(word: Word): void {
    const desktop = this.#byAgent.get(String(word['agent']));
    const at = Number(word['at']);
    if (desktop && word['connection'] !== undefined) {
      if (desktop.connection !== word['connection']) desktop.connectionSince = at;
      desktop.connection = String(word['connection']);
      desktop.clockDiffers = word['clockDiffers'] === true;
    }
    if (desktop && word['hint'] !== undefined)
      this.#options.onHint(desktop.agent, String(word['hint']), at);
    if (desktop && word['offered'] !== undefined)
      this.#options.onOffer(desktop.agent, String(word['uri']));
    this.#news.resolve();
    this.#news = Promise.withResolvers();
  }
}
