import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Handlers } from '../../shared/contract/index.ts';
import {
  type Account,
  type AccountDraft,
  type AccountView,
  accountSchema,
} from '../../shared/domain/account.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallFacts } from '../../shared/domain/call.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { displayNumber } from '../base/phone-number.ts';
import type { CallAccess, CallingAccount, ExotelAccess, ExotelClient } from '../exotel/client.ts';
import type { Credentials, SecretStore } from '../secrets/secret-store.ts';
import { withDatabaseErrors } from '../storage/database.ts';
import { readDocument, writeDocument } from '../storage/documents-table.ts';
import { parseAddress, parseDraft } from './account-draft.ts';
import { testConnection } from './connection-test.ts';
import { readinessOf } from './readiness.ts';

export interface AccountServiceOptions {
  db: Database;
  secrets: SecretStore;
  createClient: (access: ExotelAccess) => ExotelClient;
  /** Counts the real account's requests; the practice account's are free. */
  meter: (client: ExotelClient, account: Account) => Pick<CallAccess, 'client' | 'budget'>;
  /** Starts the practice account's server; called at most once at a time. */
  startPractice: () => Promise<ExotelAccess>;
  /** Divides all practice times. */
  practiceSpeed: number;
  defaultCountry: () => string;
  log: Log;
}

const key = 'account';
const storedSchema = z.object({
  mode: z.enum(['none', 'practice', 'real']),
  real: accountSchema.nullable(),
  /** The keychain took this account's key and token. */
  inKeychain: z.boolean().default(true),
});
type Stored = z.infer<typeof storedSchema>;

const nothing: Stored = { mode: 'none', real: null, inKeychain: false };

/** Nobody's numbers: practice rings no one. */
const practiceNumbers = { agentUri: '+919800000001', virtualNumber: '+912241499102' };

interface Connected extends Pick<CallAccess, 'client' | 'budget'> {
  account: Account;
  access: ExotelAccess;
}

/** The accounts: one real one, and the practice account. Secrets stay in here. */
export class AccountService {
  readonly changed = new Emitter<AccountView>();
  readonly #options: AccountServiceOptions;
  /** Practice time runs this many times faster. */
  readonly practiceSpeed: number;
  #stored: Stored;
  /** The keychain is being asked for the real account's secret. */
  #asking: Promise<void> | null = null;
  /** What became of it when it was last asked. */
  #keychainAnswers = true;
  #real: Connected | null = null;
  #practice: Promise<Connected> | null = null;
  #practiceReady: Connected | null = null;

  constructor(options: AccountServiceOptions) {
    this.#options = options;
    this.practiceSpeed = options.practiceSpeed;
    const stored = storedSchema.safeParse(readDocument(options.db, key));
    this.#stored = stored.success ? stored.data : nothing;
  }

  /**
   * Gets ready to call. Asks the keychain, without waiting for it: the windows need not. Never
   * rejects: what is missing shows in the view.
   */
  async open(): Promise<void> {
    void this.#askKeychain();
    if (this.isPractice()) await this.#openPractice();
  }

  /** Fetches the secret; without an account, finds out whether there is a keychain. */
  #askKeychain(): Promise<void> {
    const { real } = this.#stored;
    const take = (secret: Credentials | null): void => {
      this.#keychainAnswers = true;
      if (real && secret && !this.#real && real === this.#stored.real)
        this.#real = this.#connect(real, secret);
    };
    const late = (secret: Credentials | null): void => {
      take(secret);
      this.#told();
    };
    this.#asking ??= this.#options.secrets
      .read(real ? secretName(real) : 'probe', late)
      .then(take, (error: unknown) => {
        this.#options.log.error('the keychain could not be read', error);
        this.#keychainAnswers = false;
      })
      .finally(() => {
        this.#asking = null;
        this.#told();
      });
    return this.#asking;
  }

  /** What the commands of the contract's `account` area do. */
  readonly handlers: Handlers['account'] = {
    get: () => this.view(),
    test: async (draft) => {
      const address = parseAddress(draft);
      const { accountSid } = address;
      const credentials = await this.#credentials(draft, address);
      await testConnection(address, (baseUrl) =>
        this.#options.createClient({ ...credentials, accountSid, baseUrl }).probe(),
      );
      return { connected: true };
    },
    save: async (draft) => {
      const account = parseDraft(draft, this.#options.defaultCountry());
      const credentials = await this.#credentials(draft, account);
      const before = this.#stored.real;
      const inKeychain = await this.#keep(account, credentials);
      this.#store({ mode: 'real', real: account, inKeychain });
      this.#real = this.#connect(account, credentials);
      if (before && secretName(before) !== secretName(account)) await this.#removeOld(before);
      return this.#told();
    },
    usePractice: async () => {
      await this.#openPractice();
      this.#store({ ...this.#stored, mode: 'practice' });
      return this.#told();
    },
    useReal: () => {
      this.#store({ ...this.#stored, mode: this.#stored.real ? 'real' : 'none' });
      return this.#told();
    },
    askKeychain: async () => {
      await this.#askKeychain();
      return this.view();
    },
    forget: async () => {
      const { real, inKeychain } = this.#stored;
      // What never got into the keychain is forgotten without it.
      if (real && inKeychain) await this.#options.secrets.remove(secretName(real));
      this.#store(nothing);
      this.#real = null;
      return this.#told();
    },
  };

  view(): AccountView {
    const { mode, real } = this.#stored;
    const active =
      mode === 'practice' ? (this.#practiceReady?.account ?? null) : mode === 'real' ? real : null;
    return {
      mode,
      account: real,
      active,
      agentDisplay: active && displayNumber(active.agentUri),
      virtualNumberDisplay: active && displayNumber(active.virtualNumber),
      secretPlace: this.#secretPlace(),
      readiness: readinessOf(mode, this.#real !== null),
    };
  }

  #secretPlace(): AccountView['secretPlace'] {
    if (!this.#stored.real || this.#real) return this.#keychainAnswers ? 'keychain' : 'memory';
    if (this.#asking) return 'keychain';
    return this.#keychainAnswers ? 'missing' : 'unanswered';
  }

  isPractice(): boolean {
    return this.#stored.mode === 'practice';
  }

  /** The account that calls now; throws an AppFailure when none can. */
  callingAccount(): CallingAccount {
    const practice = this.isPractice();
    const connected = practice
      ? this.#practiceReady
      : this.#stored.mode === 'real'
        ? this.#real
        : null;
    if (!connected) throw new AppFailure(this.#whyNotConnected());
    return { account: connected.account, practice, ...this.#accessOf(connected, practice) };
  }

  #whyNotConnected(): 'no_account' | 'secret_missing' | 'keychain_unavailable' {
    if (this.#stored.mode !== 'real') return 'no_account';
    return this.#secretPlace() === 'missing' ? 'secret_missing' : 'keychain_unavailable';
  }

  /** How to follow a call, also one of the account that is not calling now. */
  async accessFor(call: CallFacts): Promise<CallAccess | null> {
    const connected = await this.#connectedFor(call);
    return connected && this.#accessOf(connected, call.practice);
  }

  /** For recordings: the origin that may see the key and token, and both of them. */
  async exotelAccessFor(call: CallFacts): Promise<ExotelAccess | null> {
    return (await this.#connectedFor(call))?.access ?? null;
  }

  async #connectedFor(call: CallFacts): Promise<Connected | null> {
    if (call.practice) return this.#openPractice();
    await this.#asking;
    return this.#real?.account.accountSid === call.accountSid ? this.#real : null;
  }

  #accessOf(connected: Connected, practice: boolean): CallAccess {
    const { client, budget } = connected;
    return { client, budget, timeScale: practice ? 1 / this.practiceSpeed : 1 };
  }

  #openPractice(): Promise<Connected> {
    this.#practice ??= this.#options.startPractice().then((access) => {
      const account: Account = {
        region: 'custom',
        baseUrl: access.baseUrl,
        accountSid: access.accountSid,
        ...practiceNumbers,
      };
      this.#practiceReady = { account, access, client: this.#options.createClient(access) };
      return this.#practiceReady;
    });
    return this.#practice;
  }

  #connect(account: Account, credentials: Credentials): Connected {
    const access = { baseUrl: account.baseUrl, accountSid: account.accountSid, ...credentials };
    return { account, access, ...this.#options.meter(this.#options.createClient(access), account) };
  }

  /** Typed ones, or the stored ones where the fields were left empty for the same account. */
  async #credentials(
    draft: AccountDraft,
    address: Pick<Account, 'baseUrl' | 'accountSid'>,
  ): Promise<Credentials> {
    const typed = { apiKey: draft.apiKey.trim(), apiToken: draft.apiToken.trim() };
    if (typed.apiKey !== '' && typed.apiToken !== '') return typed;
    if (this.#real && secretName(this.#real.account) === secretName(address))
      return this.#real.access;
    const stored = await this.#options.secrets.read(secretName(address));
    if (!stored) throw new AppFailure('wrong_credentials');
    return stored;
  }

  /** Whether the keychain took them; where it did not, they last for this run, as the view says. */
  async #keep(account: Account, credentials: Credentials): Promise<boolean> {
    const late = (): void => {
      if (this.#stored.real !== account) return;
      this.#keychainAnswers = true;
      this.#told();
      try {
        this.#store({ ...this.#stored, inKeychain: true });
      } catch (error) {
        this.#options.log.error('that the keychain has the secret could not be noted', error);
      }
    };
    try {
      await this.#options.secrets.write(secretName(account), credentials, late);
      this.#keychainAnswers = true;
    } catch (error) {
      this.#options.log.error('the keychain took no secret', error);
      this.#keychainAnswers = false;
    }
    return this.#keychainAnswers;
  }

  /** The account before this one has nobody left to ask for its secret. */
  async #removeOld(before: Account): Promise<void> {
    try {
      await this.#options.secrets.remove(secretName(before));
    } catch (error) {
      this.#options.log.error('the keychain kept the secret of the account before', error);
    }
  }

  #store(stored: Stored): void {
    withDatabaseErrors(() => writeDocument(this.#options.db, key, stored));
    this.#stored = stored;
  }

  #told(): AccountView {
    const view = this.view();
    this.changed.emit(view);
    return view;
  }
}

function secretName({ accountSid, baseUrl }: Pick<Account, 'accountSid' | 'baseUrl'>): string {
  return `${accountSid}@${new URL(baseUrl).host}`;
}
