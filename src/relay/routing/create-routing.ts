import { callKey, customerMark, floorKey, stickyKey } from '../../floor/keys.ts';
import type { Held } from '../../floor/messages.ts';
import type { FloorTopics } from '../../floor/topics.ts';
import type { Clock } from '../../main/base/clock.ts';
import { Emitter } from '../../main/base/emitter.ts';
import { endAll } from '../../main/base/end-all.ts';
import type { AgentKeyring } from '../agent-keyring.ts';
import type { BrokerConnection } from '../broker/connection.ts';
import type { Delivery } from '../broker/keep-and-resend.ts';
import type { RouterSeat } from '../broker/router-seat.ts';
import { type Decision, decisionSchema, nobody } from '../exotel/connect-reply.ts';
import type { Metrics } from '../metrics.ts';
import type { RecentBook } from '../recent-book.ts';
import type { Roster } from '../roster.ts';
import type { RelaySetup } from '../setup/relay-setup.ts';
import { Addresses } from './addresses.ts';
import { CallDesk } from './call-desk.ts';
import { hearDialEvent, hearOutcome } from './call-news.ts';
import { CallRecords } from './call-records.ts';
import type { DeskParts } from './desk-parts.ts';
import { FreeAgents } from './free-agents.ts';
import { Holds } from './holds.ts';
import { LastRouter } from './last-router.ts';
import { LateNews } from './late-news.ts';
import { messenger } from './messenger.ts';
import { MissedCalls } from './missed-calls.ts';
import { QueueCounts } from './queue-counts.ts';
import { type RoutedNews, type RoutedRequest, routedRequestSchema } from './routed-request.ts';
import { watchSilentEnds } from './silent-ends.ts';

export interface RoutingOptions {
  setup: RelaySetup;
  clock: Clock;
  topics: FloorTopics;
  keyring: Pick<AgentKeyring, 'sealKey'>;
  delivery: Pick<Delivery, 'send'>;
  roster: Roster;
  recent: Pick<RecentBook, 'newest'>;
  metrics: Metrics;
  seat: Pick<
    RouterSeat,
    'holds' | 'taken' | 'lost' | 'out' | 'hold' | 'release' | 'route' | 'answerer'
  >;
  connection: Pick<BrokerConnection, 'messages'>;
}

/** A queue as the wallboard shows it. */
export interface QueueView {
  name: string;
  /** Callers for whom phones ring. */
  waiting: number;
  answered: number;
  missed: number;
}

/** Incoming calls, at this relay or at the one that routes. Nothing of it rejects. */
export interface Routing {
  /** Whom Exotel is to ring. */
  connect(ask: Omit<Extract<RoutedRequest, { kind: 'connect' }>, 'kind'>): Promise<Decision>;
  /** Takes what Exotel tells of a call. */
  tell(news: RoutedNews): Promise<void>;
  /** Queues as they stand now; none where another relay routes. */
  queues(): QueueView[];
  /** What `queues` returns may have changed. */
  changed: Emitter<null>;
  /** Agents whom a call has; 0 where another relay routes. */
  held(): number;
  /** agents.json was changed. */
  agentsChanged(): void;
  stop(): void;
}

export function createRouting(options: RoutingOptions): Routing {
  const { setup, clock, seat, connection } = options;
  const { relay } = setup.config;
  const last = new LastRouter({ clock, relay, topic: options.topics.router });
  const holds = new Holds({ clock, seat });
  const parts = deskParts(options, holds);
  const desk = new CallDesk(parts);
  const late = new LateNews({ clock, route: (news) => seat.route(news) });
  const changed = new Emitter<null>();
  const unfollow = endAll([
    watchSilentEnds({ clock, roster: options.roster, holds }),
    connection.messages.on((message) => last.hear(message)),
    seat.taken.on((written) => {
      takeUp(written, { last, parts, holds });
      changed.emit(null);
    }),
    seat.lost.on(() => {
      last.lost();
      late.lost();
      changed.emit(null);
    }),
    seat.out.on(({ agent, message }) => {
      if (message.kind === 'popped') desk.popped(agent, message.offer, message.ms);
      if (message.kind === 'take_missed') parts.missed.take(message.sid, agent);
    }),
    options.roster.changed.on(() => parts.free.lookAround()),
    holds.changed.on(() => changed.emit(null)),
    parts.counts.changed.on(() => changed.emit(null)),
  ]);
  seat.answerer = (request) => answerRouted(request, { parts, desk, late });

  return {
    async connect(ask) {
      const routed = await seat.route({ kind: 'connect', ...ask } satisfies RoutedRequest);
      return decisionSchema.safeParse(routed).data ?? nobody;
    },
    async tell(news) {
      if ((await seat.route(news)) !== null) return;
      // Any relay passes on what it is told, if the one that routes cannot be reached.
      hearNews(parts, news);
      // Another may be the next to route, and find on the broker what this relay has let go.
      late.keep(news);
    },
    queues: () => (seat.holds ? queueViews(parts) : []),
    changed,
    held: () => (seat.holds ? holds.size : 0),
    agentsChanged: () => parts.addresses.replace(setup.agents()),
    stop() {
      unfollow();
      seat.answerer = null;
      desk.stop();
      late.stop();
      holds.stop();
    },
  };
}

/** Answers what came to the relay that routes, from itself or another; null for what it cannot read. */
async function answerRouted(
  request: unknown,
  { parts, desk, late }: { parts: DeskParts; desk: CallDesk; late: LateNews },
): Promise<unknown> {
  // A newer relay may pass on what this version does not know.
  const read = routedRequestSchema.safeParse(request).data;
  if (!read) return null;
  if (read.kind === 'connect') return desk.answer(read.queue, read.request);
  hearNews(parts, read);
  late.heard(read);
  return heard;
}

function hearNews(parts: DeskParts, news: RoutedNews): void {
  if (news.kind === 'dial') hearDialEvent(parts, news.event);
  else hearOutcome(parts, news.outcome);
}

/** What the router says to news that it has taken. */
const heard = 'heard';

function deskParts(options: RoutingOptions, holds: Holds): DeskParts {
  const { setup, clock, roster, recent, metrics, seat } = options;
  const { config, master, log } = setup;
  const agents = () => setup.agents();
  const addresses = new Addresses(config.defaultCountry, agents());
  const tell = messenger(options);
  const keyOfFloor = floorKey(master, config.floor);
  const sticky = stickyKey(master, config.floor);
  return {
    clock,
    log,
    queues: config.queues,
    agents,
    wrapUpSeconds: config.wrapUpSeconds,
    records: new CallRecords(clock),
    holds,
    free: new FreeAgents({ clock, agents, roster, holds, addresses }),
    addresses,
    missed: new MissedCalls({ clock, agents, addresses, tell }),
    counts: new QueueCounts(clock),
    metrics,
    tell,
    isHeard: () => seat.holds,
    stickyFor: (number) => recent.newest(customerMark(sticky, number)),
    keyOf: (sid) => callKey(keyOfFloor, sid),
  };
}

function queueViews({ queues, records, counts, holds, keyOf }: DeskParts): QueueView[] {
  const waiting = records.all.filter(
    ({ sid, came, wasAnswered }) =>
      came === null && !wasAnswered && holds.of(keyOf(sid)).length > 0,
  );
  return queues.map(({ id, name }) => ({
    name,
    waiting: waiting.filter(({ queue }) => queue.id === id).length,
    ...counts.of(id),
  }));
}

/** The seat is ours: goes on with what is known here, or with what another relay has left. */
function takeUp(
  written: readonly Held[],
  { last, parts, holds }: { last: LastRouter; parts: DeskParts; holds: Holds },
): void {
  if (last.knows) holds.assert(written);
  else {
    // Another relay may have gone on with these calls.
    parts.records.clear();
    holds.adopt(written);
  }
  last.taken();
}
