import type { Account } from '../../shared/domain/account.ts';
import type { ExotelClient, ExotelCredentials } from '../exotel/client.ts';
import { practiceNumbers } from '../practice/practice-numbers.ts';
import type { Connected } from './connected.ts';

/** The practice account; its server starts when first needed. */
export class PracticeConnection {
  readonly #start: () => Promise<ExotelCredentials>;
  readonly #createClient: (access: ExotelCredentials) => ExotelClient;
  #opening: Promise<Connected> | null = null;
  #ready: Connected | null = null;

  constructor(
    start: () => Promise<ExotelCredentials>,
    createClient: (access: ExotelCredentials) => ExotelClient,
  ) {
    this.#start = start;
    this.#createClient = createClient;
  }

  /** Null until its server is up. */
  get ready(): Connected | null {
    return this.#ready;
  }

  open(): Promise<Connected> {
    this.#opening ??= this.#connect();
    return this.#opening;
  }

  async #connect(): Promise<Connected> {
    const access = await this.#start();
    const account: Account = {
      region: 'custom',
      baseUrl: access.baseUrl,
      accountSid: access.accountSid,
      ...practiceNumbers,
    };
    this.#ready = { account, access, client: this.#createClient(access) };
    return this.#ready;
  }
}
