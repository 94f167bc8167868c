import type { Account } from '../../shared/domain/account.ts';
import type { CallAccess, ExotelAccess } from '../exotel/client.ts';

/** An account with its key and token: one that can call. */
export interface Connected extends Pick<CallAccess, 'client' | 'budget'> {
  account: Account;
  access: ExotelAccess;
}
