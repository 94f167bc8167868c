import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { ClientRequestConstructorOptions } from 'electron';
import { netError } from './net-errors.ts';
import { notInDouble, StrictEmitter, strict } from './strict.ts';

const known = new Set([
  ...['url', 'protocol', 'hostname', 'port', 'path', 'method', 'headers'],
  ...['credentials', 'cache', 'redirect', 'session'],
]);
const events = ['redirect', 'response', 'error', 'abort', 'close', 'finish', 'login'];
/** Node's events, which Electron allows listening to but never emits. */
const never = ['socket', 'aborted'];

/** `net.request`, for requests without a body that do not follow redirects. */
export class ClientRequestDouble extends StrictEmitter {
  private readonly _request: ReturnType<typeof requestHttp>;
  private _aborted = false;

  constructor(options: ClientRequestConstructorOptions) {
    super('ClientRequest', [...events, ...never]);
    const other = Object.keys(options).find((key) => !known.has(key));
    if (other) throw notInDouble(`net.request option ${other}`);
    if (options.redirect !== 'manual')
      throw notInDouble(`net.request redirect ${options.redirect}`);
    const { url = addressOf(options), method = 'GET', headers = {} } = options;
    const send = url.startsWith('https:') ? requestHttps : requestHttp;
    this._request = send(url, { method, headers: headers as Record<string, string> });
    this._request.on('error', (error) => this.emit('error', netError(error)));
    this._request.on('close', () => this.emit('close'));
    this._request.on('response', (message) => {
      const { statusCode = 0, headers: fields, headersDistinct } = message;
      if (statusCode < 300 || statusCode > 399 || !fields.location) {
        this.emit('response', message);
        return;
      }
      const target = new URL(fields.location, url).href;
      this.emit('redirect', statusCode, method, target, headersDistinct);
      // Redirects cannot be followed here: Electron then gives up the request.
      if (!this._aborted) this.emit('error', new Error('Redirect was cancelled'));
      this._request.destroy();
    });
  }

  end(): this {
    this._request.end();
    return this;
  }

  abort(): void {
    this._aborted = true;
    this._request.on('error', () => {});
    this._request.destroy();
    this.emit('abort');
  }
}

function addressOf({ protocol, hostname, port, path }: ClientRequestConstructorOptions): string {
  const host = port === undefined ? hostname : `${hostname}:${port}`;
  return new URL(path ?? '/', `${protocol ?? 'http:'}//${host}`).href;
}

export function clientRequest(options: ClientRequestConstructorOptions): ClientRequestDouble {
  return strict('ClientRequest', new ClientRequestDouble(options));
}
