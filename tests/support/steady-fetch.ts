import { fetch as undiciFetch } from 'undici';

/**
 * Node's fetch from its newest package. The one inside Node 24 ends the whole process when a
 * connection closes while a body waits to be read (https://github.com/nodejs/undici/issues/5360).
 */
export const steadyFetch = undiciFetch as unknown as typeof fetch;
