import type { Protocol } from 'electron';
import { isReady, needReady } from './lifecycle.ts';
import { addScheme, privilegesOf } from './scheme-map.ts';
import { strict } from './strict.ts';

type Handler = Parameters<Protocol['handle']>[1];

const handlers = new Map<string, Handler>();

const tooEarly = 'Session can only be received when app is ready';

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes) {
    if (isReady()) {
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    }
    for (const { scheme, privileges } of schemes) addScheme(scheme, privileges ?? {});
  },
  handle(scheme, handler) {
    needReady(tooEarly);
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
  unhandle(scheme) {
    needReady(tooEarly);
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  },
  isProtocolHandled(scheme) {
    needReady(tooEarly);
    return handlers.has(scheme);
  },
} satisfies Pick<
  Protocol,
  'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'
>);

/** What the page wants it for: Chromium's own name of the kind. */
export interface AppRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: Buffer | null;
  kind: string;
}

export interface AppResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** Lets the app respond; null if Electron would fail the request. */
export async function answer(request: AppRequest): Promise<AppResponse | null> {
  const scheme = new URL(request.url).protocol.slice(0, -1);
  const handler = handlers.get(scheme);
  const privileges = privilegesOf(scheme);
  if (!handler || !privileges) return null;
  if (request.kind === 'media' && !privileges.stream) return null;
  if (request.kind === 'fetch' && !privileges.supportFetchAPI) return null;
  const { url, method, headers, body } = request;
  const response = await handler(
    new Request(url, { method, headers, body: body ? new Uint8Array(body) : null }),
  );
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  };
}
