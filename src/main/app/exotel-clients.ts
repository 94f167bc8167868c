import type { FileLog } from '../base/log.ts';
import { createExotelClient, type ExotelAccess, type ExotelClient } from '../exotel/client.ts';

/**
 * Makes clients for accounts. From the moment a key and token are used, neither can appear in the
 * log, whatever an answer or an error repeats of them.
 */
export function exotelClients(
  log: Pick<FileLog, 'hide'>,
  transport: Parameters<typeof createExotelClient>[1],
): (access: ExotelAccess) => ExotelClient {
  return (access) => {
    log.hide(access);
    return createExotelClient(access, transport);
  };
}
