import { randomBytes } from 'node:crypto';
import { callbackPath, pathSecret } from '../floor/keys.ts';
import { systemClock } from '../main/base/clock.ts';
import { endAll } from '../main/base/end-all.ts';
import { within } from '../main/base/within.ts';
import { type BrokerStanding, followBroker } from './broker-standing.ts';
import { createParts, type RelayParts } from './create-parts.ts';
import { type ExotelRoute, type ExotelRoutesOptions, exotelRoutes } from './http/exotel-routes.ts';
import { type RoutesOptions, routes } from './http/routes.ts';
import { type Handle, startHttpServer } from './http/server.ts';
import { createWall, type Wall } from './http/wall.ts';
import { wallView } from './http/wall-view.ts';
import type { RelaySetup } from './setup/relay-setup.ts';
import { callbackTaker } from './take-callback.ts';

export interface Relay {
  /** Where it listens. */
  ports: { http: number; metrics: number };
  /**
   * Takes no new requests, sends what the broker has said nothing of yet for at most 5 s, and
   * disconnects.
   */
  stop(): Promise<void>;
}

const longestFlushMs = 5_000;

/**
 * Starts a relay. It serves from then on, whether or not the broker can be reached yet. Rejects with
 * the socket's error if a port is taken, or with the file's if the broker's certificate authority
 * cannot be read.
 */
export async function startRelay(setup: RelaySetup): Promise<Relay> {
  const { config, log } = setup;
  const parts = createParts(setup, systemClock);
  const standing = followBroker(parts);
  const wall = createWall(() => wallView(parts, standing), parts.clock);
  const unfollow = followFloor(parts, wall);
  const quit = async (): Promise<void> => {
    unfollow();
    wall.stop();
    parts.info.stop();
    parts.delivery.stop();
    parts.routing.stop();
    await parts.seat.stop();
    standing.stop();
    await parts.connection.end();
  };
  const listening = await listen(parts, routesOf(parts, wall, standing)).catch(async (error) => {
    await quit();
    throw error;
  });
  parts.seat.start();
  parts.connection.start();
  log.info('The relay is running.', { relay: config.relay, floor: config.floor });

  return {
    ports: listening.ports,
    async stop() {
      wall.stop();
      await listening.close();
      // Now rather than last: another relay can route from then on.
      await parts.seat.stop();
      await within(longestFlushMs, parts.delivery.settled(), parts.clock);
      await quit();
      log.info('The relay has stopped.');
    },
  };
}

/** What changes on the floor goes to the wall, to the floor's information, and to absent desktops. */
function followFloor(parts: RelayParts, wall: Wall): () => void {
  const { setup, keyring, roster, recent, seat, budget, delivery, connection, info } = parts;
  const { metrics, routing } = parts;
  const changed = (): void => {
    info.check();
    wall.changed();
  };
  return endAll([
    roster.arrived.on((agent) => delivery.resendTo(agent)),
    roster.changed.on(changed),
    budget.heard.on(changed),
    // One relay tells the floor about itself, and by then it knows who is there.
    seat.taken.on(() => info.start()),
    routing.changed.on(wall.changed),
    connection.up.on(wall.changed),
    connection.down.on(wall.changed),
    setup.agentsChanged.on(() => {
      keyring.replace(setup.agents());
      roster.prune();
      recent.prune((agent) => keyring.has(agent));
      routing.agentsChanged();
    }),
    delivery.acknowledged.on((ms) => metrics.acknowledged(ms)),
    delivery.resent.on(() => metrics.resent()),
    delivery.lost.on(({ why }) => metrics.dropped(why)),
  ]);
}

function routesOf(parts: RelayParts, wall: Wall, standing: BrokerStanding): RoutesOptions {
  const { setup, keyring, metrics } = parts;
  return {
    keyring,
    // As long as any agent's, and known to nobody.
    decoy: callbackPath('nobody', randomBytes(24).toString('base64url')),
    wallSecret: pathSecret(setup.master, setup.config.floor, 'wall'),
    onCallback: callbackTaker(parts),
    wall,
    isReady: standing.isReady,
    isRouter: () => parts.seat.holds,
    exotel: exotelRoutes(exotelOptions(parts)),
    onAnswered: (route, status) => metrics.request(route, status),
  };
}

function exotelOptions({ setup, routing, clock, metrics }: RelayParts): ExotelRoutesOptions {
  const { config, master, log } = setup;
  const secretOf = (path: ExotelRoute): string => pathSecret(master, config.floor, path);
  return {
    secrets: {
      connect: secretOf('connect'),
      dial: secretOf('dial'),
      passthru: secretOf('passthru'),
    },
    routing,
    queues: config.queues,
    publicUrl: config.publicUrl,
    clock,
    log,
    onConnected: (ms) => metrics.connectAnswered(ms),
  };
}

async function listen({ setup, metrics }: RelayParts, options: RoutesOptions) {
  const { config } = setup;
  const http = await startHttpServer(config.listen, routes(options));
  const measured = await startHttpServer(config.metrics, metricsHandle(metrics)).catch(
    async (error) => {
      await http.close(0);
      throw error;
    },
  );
  return {
    ports: { http: http.port, metrics: measured.port },
    close: () => Promise.all([http.close(longestFlushMs), measured.close(0)]),
  };
}

function metricsHandle(metrics: RelayParts['metrics']): Handle {
  return async ({ method, url }, response) => {
    if (method !== 'GET' || url !== '/metrics') return void response.writeHead(404).end();
    const { contentType, body } = await metrics.text();
    response.writeHead(200, { 'content-type': contentType }).end(body);
  };
}
