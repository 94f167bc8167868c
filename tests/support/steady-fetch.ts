import { Agent, type RequestInit as UndiciInit, fetch as undiciFetch } from 'undici';
import type { Fetch } from '../../src/main/exotel/http.ts';

const ownAgent = new Agent();

/**
 * Node's fetch from its newest package. The one inside Node 24 ends the whole process if a
 * connection closes while a body waits to be read (https://github.com/nodejs/undici/issues/5360).
 */
export const steadyFetch = ((url: string, init: UndiciInit) =>
  // Specified here: by default both share whichever dispatcher was created first.
  undiciFetch(url, { ...init, dispatcher: ownAgent })) as unknown as typeof fetch;

/** Returns the same, on separate connections that `close` ends. */
export function ownFetch(): { fetch: Fetch; close: () => Promise<void> } {
  const dispatcher = new Agent();
  return {
    fetch: (url, init) =>
      undiciFetch(url, { ...(init as UndiciInit), dispatcher }) as unknown as Promise<Response>,
    close: () => dispatcher.destroy(),
  };
}
