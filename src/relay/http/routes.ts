import type { IncomingMessage, ServerResponse } from 'node:http';
import { sameText } from '../../main/base/same-text.ts';
import type { CallbackContent } from '../../main/hints/call-hint.ts';
import { readStatusCallback } from '../../main/hints/status-callback/request.ts';
import type { AgentKeyring } from '../agent-keyring.ts';
import type { ExotelRoute, exotelRoutes } from './exotel-routes.ts';
import { agentOfPath } from './secrets.ts';
import type { Handle } from './server.ts';

export type Route =
  | 'callback'
  | ExotelRoute
  | 'wall'
  | 'wall_events'
  | 'livez'
  | 'readyz'
  | 'router'
  | 'none';

export interface RoutesOptions {
  keyring: AgentKeyring;
  /** See {@link agentOfPath}. */
  decoy: string;
  wallSecret: string;
  /** Takes a callback for an agent; null names no call. Resolves when Exotel may be answered. */
  onCallback(agent: string, hint: CallbackContent | null): Promise<void>;
  /** What Exotel's flows ask and tell. */
  exotel: ReturnType<typeof exotelRoutes>;
  wall: { page(response: ServerResponse): void; events(response: ServerResponse): void };
  isReady(): boolean;
  /** This relay routes calls. */
  isRouter(): boolean;
  /** Every request once it was answered, or its connection ended. */
  onAnswered(route: Route, status: number): void;
}

/** As nginx counts a request whose sender left before there was an answer. */
const leftEarly = 499;

/** Answers requests from the internet. A path that is nobody's is told nothing. */
export function routes(options: RoutesOptions): Handle {
  return async (request, response) => {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const found = find(path, options);
    response.once('close', () => {
      options.onAnswered(found.route, response.headersSent ? response.statusCode : leftEarly);
    });
    await found.handle(request, response);
  };
}

interface Found {
  route: Route;
  handle: Handle;
}

function find(path: string, options: RoutesOptions): Found {
  const agent = agentOfPath(path, options.keyring, options.decoy);
  if (agent !== null) return { route: 'callback', handle: callbackFor(agent, options) };
  const exotel = options.exotel(path);
  if (exotel) return exotel;
  const wall = `/wall/${options.wallSecret}`;
  if (sameText(path, wall)) {
    return { route: 'wall', handle: forReading(({ page }) => page, options) };
  }
  if (sameText(path, `${wall}/events`)) {
    return { route: 'wall_events', handle: forReading(({ events }) => events, options) };
  }
  if (path === '/livez') return { route: 'livez', handle: async (_, to) => end(to, 200) };
  if (path === '/readyz') {
    return { route: 'readyz', handle: async (_, to) => end(to, options.isReady() ? 200 : 503) };
  }
  if (path === '/router') {
    return { route: 'router', handle: async (_, to) => end(to, options.isRouter() ? 200 : 503) };
  }
  return { route: 'none', handle: async (_, to) => end(to, 404) };
}

function callbackFor(agent: string, { onCallback }: RoutesOptions): Handle {
  return async (request, response) => {
    const read = await readStatusCallback(request);
    if (read.kind === 'refused') return end(response, read.status);
    await onCallback(agent, read.hint);
    end(response, 200);
  };
}

function forReading(
  pick: (wall: RoutesOptions['wall']) => (response: ServerResponse) => void,
  { wall }: RoutesOptions,
): Handle {
  return async ({ method }: IncomingMessage, response) => {
    if (method === 'GET') pick(wall)(response);
    else end(response, 405);
  };
}

/** Without a body, and without reading on where the request is refused. */
function end(response: ServerResponse, status: number): void {
  const isRefused = status >= 400 && status !== 503;
  response
    .writeHead(status, { 'content-length': 0, ...(isRefused && { connection: 'close' }) })
    .end();
}
