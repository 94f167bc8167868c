import type { Session } from 'electron';
import { Agent, type Dispatcher, fetch as fetchWith, ProxyAgent, WebSocket } from 'undici';
import { clientRequest } from './client-request.ts';
import { needReady } from './lifecycle.ts';
import { netError } from './net-errors.ts';
import { StrictEmitter, strict } from './strict.ts';

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];

/** Chromium's switch: whatever is not on this computer is requested through this proxy. */
const proxy = process.argv.find((each) => each.startsWith('--proxy-server='))?.split('=')[1];

function connections(options: { allowH2?: boolean } = {}): Dispatcher {
  return proxy === undefined ? new Agent(options) : new ProxyAgent({ uri: proxy, ...options });
}

/** One browser session: permission handlers, and connections of its own. */
export class SessionDouble extends StrictEmitter {
  permissionRequest: RequestHandler = null;
  permissionCheck: CheckHandler = null;
  private _agent = connections();
  /** Chromium opens a WebSocket by HTTP/1.1, whatever else the server offers. */
  readonly socketConnections = connections({ allowH2: false });

  constructor() {
    super('Session', ['will-download']);
  }

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.permissionRequest = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.permissionCheck = handler;
  }

  setDevicePermissionHandler(): void {
    // The double has no devices of any kind.
  }

  setSpellCheckerEnabled(): void {
    // Chromium is started without its background services.
  }

  async closeAllConnections(): Promise<void> {
    const closing = this._agent;
    this._agent = connections();
    await closing.destroy();
  }

  /** Behaves like Electron's: Node's `fetch`, with Chromium's names for errors. */
  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    needReady('Session can only be received when app is ready');
    const { method, headers, body, redirect, signal } = init;
    if (redirect === 'manual') throw new Error('Redirect was cancelled');
    try {
      const answer = await fetchWith(url, {
        ...(method && { method }),
        headers: Object.fromEntries(new Headers(headers)),
        ...(body != null && { body: body as string }),
        ...(redirect && { redirect }),
        ...(signal && { signal }),
        dispatcher: this._agent,
      });
      return new Response(renamed(answer.body), {
        status: answer.status,
        statusText: answer.statusText,
        headers: Object.fromEntries(answer.headers),
      });
    } catch (error) {
      throw netError(error);
    }
  }
}

/** Returns the same body; if it breaks off, with Chromium's error. */
function renamed(body: Awaited<ReturnType<typeof fetchWith>>['body']): BodyInit | null {
  if (!body) return null;
  const reader = body.getReader();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(netError(error));
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}

const sessions = new Map<string, SessionDouble>();

function sessionOf(partition: string): SessionDouble {
  needReady('Session can only be received when app is ready');
  const session = sessions.get(partition) ?? strict('Session', new SessionDouble());
  sessions.set(partition, session);
  return session;
}

export const session = strict('session', {
  get defaultSession(): SessionDouble {
    return sessionOf('');
  },
  fromPartition: (partition: string, _options?: { cache: boolean }): SessionDouble =>
    sessionOf(partition),
});

/** Whether the system reports a network. */
export const network = { online: true };

/**
 * Behaves like Electron's `net.WebSocket`: through the session's connections, ready or not at all,
 * and without a network it is an error that comes later.
 */
class SocketDouble extends WebSocket {
  constructor(url: string, protocols?: string | string[]) {
    needReady('net.WebSocket can only be used after app is ready');
    const reached = network.online ? url : 'ws://127.0.0.1:1';
    super(reached, {
      ...(protocols !== undefined && { protocols }),
      dispatcher: session.defaultSession.socketConnections,
    });
  }
}

export const net: {
  fetch: SessionDouble['fetch'];
  isOnline: () => boolean;
  request: typeof clientRequest;
  WebSocket: typeof SocketDouble;
} = strict('net', {
  fetch: (url: string, init?: RequestInit) => session.defaultSession.fetch(url, init),
  isOnline: () => {
    needReady('net.isOnline() can only be used after app is ready');
    return network.online;
  },
  request: (options) => {
    needReady('net.request() can only be used after app is ready');
    return clientRequest(options);
  },
  WebSocket: SocketDouble,
});
