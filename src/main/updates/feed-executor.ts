import { EventEmitter } from 'node:events';
import type { ClientRequest, ClientRequestConstructorOptions, IncomingMessage } from 'electron';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { isSafeAddress } from './update-feed.ts';

/** How a request leaves: Electron's `net.request`, in a session of its own. */
export type OpenRequest = (options: ClientRequestConstructorOptions) => ClientRequest;

/**
 * electron-updater's requests. Each address is looked at before it is asked, those that a redirect
 * or the feed itself names among them: electron-updater would follow one to plain http.
 */
export class FeedExecutor extends ElectronHttpExecutor {
  readonly #open: OpenRequest;

  constructor(open: OpenRequest) {
    super();
    this.#open = open;
  }

  override createRequest(
    options: ClientRequestConstructorOptions,
    callback: (response: IncomingMessage) => void,
  ): ClientRequest {
    const { protocol = 'https:', hostname = '', port } = options;
    const host = port === undefined || port === null ? hostname : `${hostname}:${port}`;
    if (!isSafeAddress(`${protocol}//${host}`)) return refused(host);
    const request = this.#open(options);
    request.on('response', callback);
    return request;
  }
}

/** A request that fails as one without an answer does: throwing would escape electron-updater. */
function refused(host: string): ClientRequest {
  const request = new EventEmitter();
  const fail = () =>
    setImmediate(() => request.emit('error', new Error(`not asked, as it is not https: ${host}`)));
  return Object.assign(request, { end: fail, abort: () => {} }) as unknown as ClientRequest;
}
