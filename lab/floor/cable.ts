import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** What a cable does to what runs through it. */
export type Trouble =
  /** Every connection ends, and so does each new one. */
  | { kind: 'dropped' }
  /** Everything comes later by so much. */
  | { kind: 'delayed'; byMs: number }
  /** Of the next bytes half come, and then the connection ends. */
  | { kind: 'halved' }
  /** Nothing comes any more, and nobody is told. */
  | { kind: 'silent' };

/** One connection through the cable. */
interface Strand {
  near: Socket;
  far: Socket;
  /** Bytes were swallowed: it can never be right again. */
  isBroken: boolean;
}

/** One direction of it. */
interface Direction {
  to: Socket;
  /** What is delayed, in its order: nothing overtakes. */
  waiting: Buffer[];
  dueAt: number;
}

/** The network between one client and the broker: a proxy on loopback that can be disturbed. */
export class Cable {
  /** When somebody connected, by {@link performance.now}. */
  readonly attempts: number[] = [];
  readonly #server: Server;
  readonly #target: number;
  readonly #strands = new Set<Strand>();
  #trouble: Trouble | null = null;

  /** @param target the port of this computer at its far end */
  constructor(target: number) {
    this.#target = target;
    this.#server = createServer((near) => this.#connect(near));
  }

  /** Returns the port of its near end. */
  async open(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  disturb(trouble: Trouble): void {
    this.#trouble = trouble;
    if (trouble.kind === 'dropped') for (const strand of this.#strands) this.#end(strand);
  }

  /** As it should be again; connections that have lost something end. */
  mend(): void {
    this.#trouble = null;
    for (const strand of this.#strands) if (strand.isBroken) this.#end(strand);
  }

  close(): void {
    this.#server.close();
    for (const strand of this.#strands) this.#end(strand);
  }

  #connect(near: Socket): void {
    this.attempts.push(performance.now());
    const far = connect({ host: '127.0.0.1', port: this.#target, noDelay: true });
    const strand: Strand = { near: near.setNoDelay(), far, isBroken: false };
    this.#strands.add(strand);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      const direction: Direction = { to, waiting: [], dueAt: 0 };
      from.on('data', (bytes) => this.#pass(strand, direction, bytes));
      from.on('error', () => this.#end(strand));
      from.on('close', () => {
        // What is swallowed includes the news that somebody has hung up.
        if (this.#trouble?.kind === 'silent') strand.isBroken = true;
        else this.#end(strand);
      });
    }
    if (this.#trouble?.kind === 'dropped') this.#end(strand);
  }

  #pass(strand: Strand, direction: Direction, bytes: Buffer): void {
    const { to, waiting } = direction;
    const trouble = this.#trouble;
    if (trouble?.kind === 'silent') strand.isBroken = true;
    if (strand.isBroken) return;
    if (trouble?.kind === 'halved') {
      strand.isBroken = true;
      to.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => this.#end(strand));
      return;
    }
    const now = performance.now();
    direction.dueAt = Math.max(
      now + (trouble?.kind === 'delayed' ? trouble.byMs : 0),
      direction.dueAt,
    );
    if (direction.dueAt <= now) {
      to.write(bytes);
      return;
    }
    waiting.push(bytes);
    setTimeout(() => to.write(waiting.shift() ?? ''), direction.dueAt - now);
  }

  #end(strand: Strand): void {
    this.#strands.delete(strand);
    strand.near.destroy();
    strand.far.destroy();
  }
}
