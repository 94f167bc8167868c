import type { Account } from '../../shared/domain/account.ts';
import type { CallConnection, ExotelCredentials } from '../exotel/client.ts';

/** An account with its key and token: one that can call. */
export interface Connected extends Pick<CallConnection, 'client' | 'budget'> {
  account: Account;
  access: ExotelCredentials;
}
