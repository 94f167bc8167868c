import { EventEmitter } from 'node:events';
import { ElectronHttpExecutor } from 'electron-updater/out/electronHttpExecutor.js';
import { isSafeAddress } from './update-feed.ts';

/** Electron's request, as electron-updater types it. */
type ClientRequest = ReturnType<ElectronHttpExecutor['createRequest']>;
type RequestOptions = Electron.ClientRequestConstructorOptions;

/** Opens a request: Electron's `net.request`, in a session of its own. */
export type OpenRequest = (options: RequestOptions) => ClientRequest;

/**
 * Sends electron-updater's requests. Each address is checked before it is requested, including
 * those in a redirect or in the feed itself: electron-updater would follow one to plain http.
 */
export class FeedExecutor extends ElectronHttpExecutor {
  readonly #open: OpenRequest;
  readonly #underWay = new Set<ClientRequest>();

  constructor(open: OpenRequest) {
    super();
    this.#open = open;
  }

  override createRequest(
    options: RequestOptions,
    callback: (response: Electron.IncomingMessage) => void,
  ): ClientRequest {
    const { protocol = 'https:', hostname = '', port } = options;
    const host = port === undefined || port === null ? hostname : `${hostname}:${port}`;
    if (!isSafeAddress(`${protocol}//${host}`)) return refused(host);
    const request = this.#open(options);
    request.on('response', callback);
    this.#underWay.add(request);
    request.on('close', () => this.#underWay.delete(request));
    return request;
  }

  /** electron-updater's own way to cancel abandons a download but leaves its connection open. */
  abortAll(): void {
    for (const request of this.#underWay) request.abort();
    this.#underWay.clear();
  }
}

/**
 * Returns a request that fails like one without a response: a throw would escape electron-updater.
 */
function refused(host: string): ClientRequest {
  const request = new EventEmitter();
  const fail = () =>
    setImmediate(() => request.emit('error', new Error(`not asked, as it is not https: ${host}`)));
  return Object.assign(request, { end: fail, abort: () => {} }) as unknown as ClientRequest;
}
