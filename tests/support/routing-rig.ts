import { randomBytes, randomUUID } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { customerMark, stickyKey } from '../../src/floor/keys.ts';
import type { MessageIn } from '../../src/floor/messages.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { Emitter } from '../../src/main/base/emitter.ts';
import { type Agent, relayConfigSchema } from '../../src/relay/config.ts';
import type { Decision } from '../../src/relay/exotel/connect-reply.ts';
import type { ConnectRequest } from '../../src/relay/exotel/connect-request.ts';
import type { Outcome } from '../../src/relay/exotel/passthru.ts';
import { Metrics } from '../../src/relay/metrics.ts';
import { Roster } from '../../src/relay/roster.ts';
import { createRouting, type Routing } from '../../src/relay/routing/create-routing.ts';
import { FakeClock } from './fake-clock.ts';
import { MemoryBroker, MemorySeat } from './memory-seat.ts';
import { someConfig } from './relay-folder.ts';

export const uriOf = (index: number): string => `+9198000000${String(index).padStart(2, '0')}`;
/** A customer, as Exotel writes a number of its own country. */
export const customer = '09876543210';
export const customerE164 = '+919876543210';

type Told = { to: string } & MessageIn;

export interface RoutingRig {
  clock: FakeClock;
  seat: MemorySeat;
  routing: Routing;
  agents: Agent[];
  metrics: Metrics;
  log: string[];
  /** What desktops were told, in order. */
  told: Told[];
  /** The same, of one kind, as `agent` and what the caller picks. */
  toldOf<K extends MessageIn['kind']>(
    kind: K,
  ): (Extract<MessageIn, { kind: K }> & { to: string })[];
  /** A desktop says what its agent does; `since` so long ago. */
  say(agent: string, state?: 'available' | 'oncall' | 'wrapup' | 'break', sinceMs?: number): void;
  /** Exotel asks whom to ring. */
  ask(sid: string, more?: Partial<ConnectRequest> & { queue?: string }): Promise<Decision>;
  dial(
    sid: string,
    uri: string,
    phase: 'dialling' | 'ringing' | 'answered' | 'let_go',
  ): Promise<void>;
  passthru(sid: string, came: Outcome['came'], more?: Partial<Outcome>): Promise<void>;
  /** The desktop shows every offer it was told of. */
  pop(agent: string): void;
  /** Who spoke with whom last, by E.164. */
  recent: Map<string, string>;
}

/** Agents `a0`, `a1` … with phones; the first is the one who has waited longest. */
export async function routingRig({
  count = 3,
  queue = {},
  queues = [{ id: 'sales', name: 'Sales', ...queue }],
  clock = new FakeClock(),
  master = randomBytes(32),
  shared = new MemoryBroker(),
  relay = 'relay-1',
  takes = true,
}: {
  count?: number;
  queue?: object;
  queues?: object[];
  clock?: FakeClock;
  master?: Buffer;
  shared?: MemoryBroker;
  relay?: string;
  takes?: boolean;
} = {}): Promise<RoutingRig> {
  const agents: Agent[] = Array.from({ length: count }, (_, index) => ({
    id: `a${index}`,
    name: `Agent ${index}`,
    generation: 1,
    uri: uriOf(index),
  }));
  const seat = new MemorySeat(shared, relay);
  const roster = new Roster(clock, (id) => agents.some((agent) => agent.id === id));
  const told: Told[] = [];
  const log: string[] = [];
  const recent = new Map<string, string>();
  const metrics = new Metrics({
    statesOfAgents: () => [],
    kept: () => 0,
    pollShare: () => 0,
    brokerUp: () => true,
    routes: () => true,
    held: () => 0,
  });
  const note = (message: string) => void log.push(message);
  const sticky = stickyKey(master, 'f1');
  const routing = createRouting({
    setup: {
      config: relayConfigSchema.parse({ ...someConfig, relay, queues }),
      master,
      agents: () => agents,
      agentsChanged: new Emitter(),
      log: { info: note, warn: note, error: note },
    },
    clock,
    topics: topicsOf('f1'),
    keyring: { sealKey: () => ({ key: Buffer.alloc(32), generation: 1 }) },
    delivery: {
      send: async (message, { agent }) => void told.push({ to: agent, ...message }),
    },
    roster,
    recent: {
      newest: (mark) =>
        [...recent].find(([number]) => customerMark(sticky, number) === mark)?.[1] ?? null,
    },
    metrics,
    seat,
    connection: { messages: shared.messages },
  });
  onTestFinished(() => routing.stop());
  const sessions = new Map<string, { session: string; desktop: string; seq: number }>();
  const rig: RoutingRig = {
    clock,
    seat,
    routing,
    agents,
    metrics,
    log,
    told,
    recent,
    toldOf: (kind) => told.filter((each) => each.kind === kind) as never,
    say(agent, state = 'available', sinceMs = 0) {
      const known = sessions.get(agent) ?? {
        session: randomUUID(),
        desktop: randomUUID(),
        seq: 0,
      };
      known.seq += 1;
      sessions.set(agent, known);
      const content = {
        v: 1,
        ...known,
        state,
        since: clock.now() - sinceMs,
        until: null,
        reason: null,
      };
      roster.hear({ agent, content, ageMs: 0 });
    },
    async ask(sid, { queue: id = 'sales', ...more } = {}) {
      const request: ConnectRequest = {
        sid,
        caller: customer,
        called: '08000000000',
        dialled: null,
        dialStatus: null,
        format: 'programmable',
        ...more,
      };
      const decision = await routing.connect({ queue: id, request });
      // What is told after the answer.
      await clock.advance(0);
      return decision;
    },
    dial: (sid, uri, phase) =>
      routing.tell({ kind: 'dial', event: { sid, caller: null, called: '', uri, phase } }),
    passthru: (sid, came, more = {}) =>
      routing.tell({
        kind: 'passthru',
        outcome: {
          sid,
          caller: customer,
          called: '08000000000',
          came,
          uri: null,
          talkSeconds: null,
          recordingUrl: null,
          ...more,
        },
      }),
    pop(agent) {
      for (const { to, offer } of rig.toldOf('offer')) {
        if (to !== agent) continue;
        const message = {
          v: 1,
          id: randomUUID(),
          at: clock.now(),
          kind: 'popped',
          offer,
          ms: 90,
        } as const;
        seat.out.emit({ agent, message });
      }
    },
  };
  for (const [index, { id }] of agents.entries())
    rig.say(id, 'available', (count - index) * 60_000);
  if (takes) seat.take();
  return rig;
}
