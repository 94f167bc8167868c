import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { AvailabilityState } from '../shared/domain/availability.ts';
import { availabilityStates } from '../shared/domain/availability.ts';
import type { LastMinute } from './budget/floor-budget.ts';

/** Read when Prometheus asks. */
export interface MeasuredFloor {
  statesOfAgents(): readonly AvailabilityState[];
  kept(): number;
  pollShare(): number;
  brokerUp(): boolean;
  /** Agents whom a call has. */
  held(): number;
  routes(): boolean;
}

export type Dropped =
  | 'unknown kind'
  | 'not sealed'
  | 'unreadable'
  | 'unknown agent'
  | 'too old'
  | 'too many';

/** The relay's metrics for Prometheus; the only file that knows how they are written. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = this.#counter('requests_total', 'HTTP requests', ['route', 'status']);
  readonly #callbacks = this.#counter('callbacks_total', 'Status callbacks by event', ['event']);
  readonly #resent = this.#counter('messages_resent_total', 'Messages sent again', []);
  readonly #contradicted = this.#counter(
    'contradictions_total',
    'Reported ends of calls that Exotel contradicted',
    [],
  );
  readonly #dropped = this.#counter('messages_dropped_total', 'Messages dropped', ['reason']);
  readonly #spent = this.#counter(
    'exotel_requests_total',
    'Requests to Exotel that desktops report; refused ones are among the others',
    ['kind'],
  );
  readonly #acknowledged = this.#histogram(
    'publish_seconds',
    'From publishing a message to the broker’s PUBACK',
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
  );
  readonly #routed = this.#counter(
    'incoming_total',
    'Of incoming calls: offers, offers that Exotel never dialled, calls answered and missed',
    ['what', 'queue'],
  );
  readonly #answers = this.#histogram(
    'connect_answer_seconds',
    'From Exotel’s question whom to ring to the answer',
    [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5],
  );
  readonly #attempts = this.#histogram(
    'attempts_per_call',
    'Agents who were rung for an incoming call, by its end',
    [0, 1, 2, 3, 4, 6, 8, 12, 20],
  );
  readonly #popDelay = this.#histogram(
    'pop_delay_seconds',
    'From an offer’s arrival at a desktop to its card',
    [0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2],
  );

  constructor(floor: MeasuredFloor) {
    collectDefaultMetrics({ register: this.#registry });
    const states = new Gauge({
      name: 'handset_agents',
      help: 'Agents by state',
      labelNames: ['state'],
      registers: [this.#registry],
      collect: () => {
        const found = floor.statesOfAgents();
        for (const state of availabilityStates) {
          states.set({ state }, found.filter((each) => each === state).length);
        }
      },
    });
    this.#gauge('messages_kept', 'Messages kept to be sent again', () => floor.kept());
    this.#gauge('poll_share', 'Polls per minute left to each desktop', () => floor.pollShare());
    this.#gauge('broker_up', '1 while connected to the broker', () => Number(floor.brokerUp()));
    this.#gauge('held', 'Agents whom an incoming call has', () => floor.held());
    this.#gauge('routes', '1 while this relay routes calls', () => Number(floor.routes()));
  }

  request(route: string, status: number): void {
    this.#requests.inc({ route, status });
  }

  callback(event: 'answered' | 'terminal' | 'other' | 'unreadable'): void {
    this.#callbacks.inc({ event });
  }

  acknowledged(ms: number): void {
    this.#acknowledged.observe(ms / 1_000);
  }

  resent(): void {
    this.#resent.inc();
  }

  contradicted(): void {
    this.#contradicted.inc();
  }

  dropped(reason: Dropped): void {
    this.#dropped.inc({ reason: reason.replaceAll(' ', '_') });
  }

  spent({ placed, queried, refused }: LastMinute): void {
    this.#spent.inc({ kind: 'placed' }, placed);
    this.#spent.inc({ kind: 'queried' }, queried);
    this.#spent.inc({ kind: 'refused' }, refused);
  }

  offered(queue: string): void {
    this.#routed.inc({ what: 'offered', queue });
  }

  /** An offer is over, and Exotel never said that it dials anybody. */
  undialled(queue: string): void {
    this.#routed.inc({ what: 'undialled', queue });
  }

  answered(queue: string): void {
    this.#routed.inc({ what: 'answered', queue });
  }

  missed(queue: string): void {
    this.#routed.inc({ what: 'missed', queue });
  }

  attempts(count: number): void {
    this.#attempts.observe(count);
  }

  popped(ms: number): void {
    this.#popDelay.observe(ms / 1_000);
  }

  connectAnswered(ms: number): void {
    this.#answers.observe(ms / 1_000);
  }

  /** As Prometheus reads it. */
  async text(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  #counter<T extends string>(name: string, help: string, labelNames: T[]): Counter<T> {
    return new Counter({ name: `handset_${name}`, help, labelNames, registers: [this.#registry] });
  }

  #histogram(name: string, help: string, buckets: number[]): Histogram {
    return new Histogram({
      name: `handset_${name}`,
      help,
      buckets,
      registers: [this.#registry],
    });
  }

  #gauge(name: string, help: string, read: () => number): void {
    const gauge: Gauge = new Gauge({
      name: `handset_${name}`,
      help,
      registers: [this.#registry],
      collect: () => gauge.set(read()),
    });
  }
}
