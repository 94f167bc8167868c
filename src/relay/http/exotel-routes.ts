import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { type Clock, steadyNow } from '../../main/base/clock.ts';
import { sameText } from '../../main/base/same-text.ts';
import { within } from '../../main/base/within.ts';
import type { Queue, ReplySwitches } from '../config.ts';
import { type Decision, nobody, writeConnectReply } from '../exotel/connect-reply.ts';
import { type ConnectRequest, readConnectRequest, replyFormat } from '../exotel/connect-request.ts';
import { readDialEvent } from '../exotel/dial-event.ts';
import { readPassthru } from '../exotel/passthru.ts';
import type { RelayLog } from '../relay-log.ts';
import type { Routing } from '../routing/create-routing.ts';
import type { Handle } from './server.ts';

export type ExotelRoute = 'connect' | 'dial' | 'passthru';

export interface ExotelRoutesOptions {
  secrets: Record<ExotelRoute, string>;
  routing: Pick<Routing, 'connect' | 'tell'>;
  queues: readonly Queue[];
  /** The relays' address on the internet. */
  publicUrl: string;
  clock: Clock;
  log: RelayLog;
  /** Connect was answered, this long after it asked. */
  onConnected(ms: number): void;
}

/** Exotel waits 5 s, and then goes on without us. */
const longestConnectMs = 4_000;
const longestNewsMs = 2_000;

const noSwitches: ReplySwitches = {
  stateManagement: 'omit',
  recording: 'omit',
  ringing: 'omit',
  maxConversationSeconds: null,
  dialEvents: 'applet',
};

/**
 * Returns a function that finds what a path of Exotel's flows asks for; null for any other path. With
 * the right secret everything is answered with 200: Exotel takes anything else for a failure, and
 * repeats it or ends the call.
 */
export function exotelRoutes(
  options: ExotelRoutesOptions,
): (path: string) => { route: ExotelRoute; handle: Handle } | null {
  const { secrets } = options;
  return (path) => {
    const [, route, secret = '', last] =
      /^\/(connect|dial|passthru)\/([^/]+)(?:\/([^/]+))?$/.exec(path) ?? [];
    if (!isRoute(route) || !sameText(secret, secrets[route])) return null;
    if (route === 'connect') return { route, handle: connectFor(last ?? '', options) };
    return { route, handle: newsFor(route, last ?? null, options) };
  };
}

function isRoute(name: string | undefined): name is ExotelRoute {
  return name === 'connect' || name === 'dial' || name === 'passthru';
}

function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.split('?').slice(1).join('?'));
}

function versionIn(headers: IncomingHttpHeaders): string | undefined {
  return [headers['exotel-version']].flat()[0];
}

function connectFor(queue: string, options: ExotelRoutesOptions): Handle {
  const { secrets, queues, publicUrl, clock, onConnected } = options;
  const switches = queues.find(({ id }) => id === queue)?.reply ?? noSwitches;
  const dialEventsUrl = `${publicUrl.replace(/\/+$/, '')}/dial/${secrets.dial}`;
  return async (request, response) => {
    const began = steadyNow(clock);
    const format = replyFormat(versionIn(request.headers));
    const asked = readConnectRequest(queryOf(request), format);
    const decision = asked ? await decide(queue, asked, options) : nobody;
    const { contentType, body } = writeConnectReply(decision, format, { switches, dialEventsUrl });
    response.writeHead(200, { 'content-type': contentType }).end(body);
    onConnected(steadyNow(clock) - began);
  };
}

async function decide(
  queue: string,
  request: ConnectRequest,
  { routing, clock, log }: ExotelRoutesOptions,
): Promise<Decision> {
  let decision = nobody;
  const deciding = routing.connect({ queue, request }).then(
    (found) => {
      decision = found;
    },
    (error: unknown) => log.error('Connect could not be answered.', error),
  );
  await within(longestConnectMs, deciding, clock);
  return decision;
}

function newsFor(
  route: 'dial' | 'passthru',
  way: string | null,
  { routing, clock, log }: ExotelRoutesOptions,
): Handle {
  return async (request, response) => {
    const telling = take(route, way, queryOf(request), routing).catch((error: unknown) =>
      log.error('What Exotel says of a call could not be taken.', error),
    );
    await within(longestNewsMs, telling, clock);
    response.writeHead(200, { 'content-length': 0 }).end();
  };
}

async function take(
  route: 'dial' | 'passthru',
  way: string | null,
  query: URLSearchParams,
  routing: ExotelRoutesOptions['routing'],
): Promise<void> {
  if (route === 'dial') {
    const event = readDialEvent(query);
    if (event) await routing.tell({ kind: 'dial', event });
    return;
  }
  const outcome = readPassthru(query, way);
  if (outcome) await routing.tell({ kind: 'passthru', outcome });
}
