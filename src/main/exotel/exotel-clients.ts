import type { CallProblem } from '../../shared/domain/call.ts';
import type { FileLog } from '../base/log.ts';
import { createExotelClient, type ExotelClient, type ExotelCredentials } from './client.ts';

/**
 * Returns a factory of clients. As soon as a key and token are used, neither can appear in the log,
 * whatever a response or an error repeats of them.
 */
export function exotelClients(
  log: Pick<FileLog, 'hide' | 'warn'>,
  transport: Parameters<typeof createExotelClient>[1],
): (access: ExotelCredentials) => ExotelClient {
  return (access) => {
    log.hide(access);
    return tellingOfProxies(
      createExotelClient(access, transport),
      log,
      new URL(access.baseUrl).host,
    );
  };
}

/** Logs, once for as long as it lasts, what only an administrator can fix. */
function tellingOfProxies(
  client: ExotelClient,
  log: Pick<FileLog, 'warn'>,
  host: string,
): ExotelClient {
  let told = false;
  function hear(problem: CallProblem | null): void {
    const refused = problem?.kind === 'proxy_refused';
    if (refused && !told)
      log.warn('the proxy refused a connection; if it wants a password, Handset has none', {
        host,
      });
    told = refused;
  }
  async function watched<R extends { ok: true } | { ok: false; problem: CallProblem }>(
    asked: Promise<R>,
  ): Promise<R> {
    const result = await asked;
    hear(result.ok ? null : result.problem);
    return result;
  }
  return {
    async placeCall(request) {
      const result = await client.placeCall(request);
      hear(result.kind === 'accepted' ? null : result.problem);
      return result;
    },
    getCall: (sid, direction) => watched(client.getCall(sid, direction)),
    getLegs: (sid, direction) => watched(client.getLegs(sid, direction)),
    probe: () => watched(client.probe()),
  };
}
