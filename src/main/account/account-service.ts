import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/contract/index.ts';
import type { Account, AccountView } from '../../shared/domain/account.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { CallFacts } from '../../shared/domain/call.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { displayNumber } from '../base/phone-number.ts';
import type {
  CallConnection,
  DialConnection,
  ExotelClient,
  ExotelCredentials,
} from '../exotel/client.ts';
import type { AreaOf } from '../ipc/area.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { readDocument, writeDocument } from '../storage/tables/documents.ts';
import { canRing, parseAddress, parseDraft, parsePhones } from './account-draft.ts';
import { credentialsOf, secretName } from './account-secrets.ts';
import type { Connected } from './connected.ts';
import { testConnection } from './connection-test.ts';
import { type CredentialStore, type Credentials, credentialStore } from './credential-store.ts';
import { PracticeConnection } from './practice-connection.ts';
import { ReadinessWatch } from './readiness-watch.ts';
import { noAccount, parseStored, type StoredAccount } from './stored-account.ts';
import { watchedClient } from './watched-client.ts';

export interface AccountServiceOptions {
  db: Database;
  secrets: SecretStore;
  createClient: (access: ExotelCredentials) => ExotelClient;
  /** Counts the real account's requests; the practice account's are free. */
  meter: (client: ExotelClient, account: Account) => Pick<CallConnection, 'client' | 'budget'>;
  /** Starts the practice account's server; never called while a previous start is running. */
  startPractice: () => Promise<ExotelCredentials>;
  /** All practice times are divided by this. */
  practiceSpeed: number;
  defaultCountry: () => string;
  clock: Clock;
  log: Log;
}

const key = 'account';

/** The real account, and whether it can call as far as is known. */
interface Watched extends Connected {
  watch: ReadinessWatch;
}

/** The accounts: one real one and the practice account. Secrets never leave this class. */
export class AccountService implements AreaOf<'account'> {
  readonly changed = new Emitter<AccountView>();
  readonly events = { changed: this.changed.on };
  readonly #options: AccountServiceOptions;
  /** How many times faster practice time runs. */
  readonly practiceSpeed: number;
  readonly #secrets: CredentialStore;
  #stored: StoredAccount;
  /** Set while the keychain is being asked for the real account's secret. */
  #asking: Promise<void> | null = null;
  /** Whether the keychain replied when it was last asked. */
  #keychainReplies = true;
  #real: Watched | null = null;
  readonly #practice: PracticeConnection;

  constructor(options: AccountServiceOptions) {
    this.#options = options;
    this.#secrets = credentialStore(options.secrets);
    this.#practice = new PracticeConnection(options.startPractice, options.createClient);
    this.practiceSpeed = options.practiceSpeed;
    this.#stored = readDocument(options.db, key, parseStored) ?? noAccount;
  }

  /**
   * Gets ready to call. Asks the keychain without waiting for it: the windows need not. Never
   * rejects: whatever is missing shows in the view.
   */
  async open(): Promise<void> {
    void this.#askKeychain();
    if (this.isPractice()) await this.#practice.open();
  }

  /** Fetches the secret; without an account, finds out whether there is a keychain. */
  #askKeychain(): Promise<void> {
    const { real } = this.#stored;
    const take = (secret: Credentials | null): void => {
      this.#keychainReplies = true;
      if (real && secret && !this.#real && real === this.#stored.real) this.#connect(real, secret);
    };
    const late = (secret: Credentials | null): void => {
      take(secret);
      this.#told();
    };
    this.#asking ??= this.#secrets
      .read(real ? secretName(real) : 'probe', late)
      .then(take, (error: unknown) => {
        this.#options.log.error('the keychain could not be read', error);
        this.#keychainReplies = false;
      })
      .finally(() => {
        this.#asking = null;
        this.#told();
      });
    return this.#asking;
  }

  /** Handlers of the contract's `account` commands. */
  readonly handlers: Handlers['account'] = {
    get: () => this.view(),
    check: () => {
      this.wake();
      return this.view();
    },
    test: async (draft) => {
      const address = parseAddress(draft);
      parsePhones(draft, this.#options.defaultCountry());
      const { accountSid } = address;
      const credentials = await credentialsOf(draft, address, this.#real, this.#secrets);
      await testConnection(address, (baseUrl) =>
        this.#options.createClient({ ...credentials, accountSid, baseUrl }).probe(),
      );
      return { connected: true };
    },
    save: async (draft) => {
      const account = parseDraft(draft, this.#options.defaultCountry());
      const credentials = await credentialsOf(draft, account, this.#real, this.#secrets);
      const before = this.#stored.real;
      const inKeychain = await this.#keep(account, credentials);
      this.#store({ mode: 'real', real: account, inKeychain });
      this.#connect(account, credentials);
      if (before && secretName(before) !== secretName(account)) await this.#removeOld(before);
      return this.#told();
    },
    usePractice: async () => {
      await this.#practice.open();
      this.#store({ ...this.#stored, mode: 'practice' });
      return this.#told();
    },
    useReal: () => {
      this.#store({ ...this.#stored, mode: this.#stored.real ? 'real' : 'none' });
      if (this.#real?.watch.verdict !== 'ready') this.wake();
      return this.#told();
    },
    askKeychain: async () => {
      await this.#askKeychain();
      return this.view();
    },
    forget: async () => {
      const { real, inKeychain } = this.#stored;
      // What never reached the keychain need not be removed from it.
      if (real && inKeychain) await this.#secrets.remove(secretName(real));
      this.#store(noAccount);
      this.#real?.watch.dispose();
      this.#real = null;
      return this.#told();
    },
  };

  view(): AccountView {
    const { mode, real } = this.#stored;
    const active =
      mode === 'practice' ? (this.#practice.ready?.account ?? null) : mode === 'real' ? real : null;
    return {
      mode,
      account: real,
      display: real && {
        agent: displayNumber(real.agentUri),
        virtualNumber: displayNumber(real.virtualNumber),
      },
      active,
      agentDisplay: active && displayNumber(active.agentUri),
      virtualNumberDisplay: active && displayNumber(active.virtualNumber),
      secretPlace: this.#secretPlace(),
      readiness: this.#readiness(),
    };
  }

  #readiness(): AccountView['readiness'] {
    const { mode, real } = this.#stored;
    if (mode === 'practice') return this.#practice.ready ? 'ready' : 'checking';
    if (mode === 'none' || !real) return 'no_account';
    if (!this.#real) return this.#asking ? 'checking' : 'no_secret';
    return canRing(real.agentUri) ? this.#real.watch.verdict : 'wrong_phone';
  }

  /**
   * Checks with Exotel whether the real account can call, if it is the one in use. Does not wait.
   */
  wake(): void {
    const { watch } = this.#real ?? {};
    if (watch && this.#stored.mode === 'real')
      watch.check().catch((error) => this.#options.log.error('the account was not asked', error));
  }

  /** Stops checking, for good. */
  stop(): void {
    this.#real?.watch.dispose();
  }

  #secretPlace(): AccountView['secretPlace'] {
    if (!this.#stored.real || this.#real) return this.#keychainReplies ? 'keychain' : 'memory';
    if (this.#asking) return 'keychain';
    return this.#keychainReplies ? 'missing' : 'unanswered';
  }

  isPractice(): boolean {
    return this.#stored.mode === 'practice';
  }

  /** Returns the account that calls now; throws an AppFailure if none can. */
  callingAccount(): DialConnection {
    const practice = this.isPractice();
    const connected = practice
      ? this.#practice.ready
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

  /** Returns how to follow a call, even one of the account that is not calling now. */
  async connectionFor(call: CallFacts): Promise<CallConnection | null> {
    const connected = await this.#connectedFor(call);
    return connected && this.#accessOf(connected, call.practice);
  }

  /** For recordings: returns the origin that may see the key and token, and both of them. */
  async credentialsFor(call: CallFacts): Promise<ExotelCredentials | null> {
    return (await this.#connectedFor(call))?.access ?? null;
  }

  async #connectedFor(call: CallFacts): Promise<Connected | null> {
    if (call.practice) return this.#practice.open();
    await this.#asking;
    return this.#real?.account.accountSid === call.accountSid ? this.#real : null;
  }

  #accessOf(connected: Connected, practice: boolean): CallConnection {
    const { client, budget } = connected;
    return { client, budget, timeScale: practice ? 1 / this.practiceSpeed : 1 };
  }

  /** From now on this account can call; Exotel is asked at once whether it agrees. */
  #connect(account: Account, credentials: Credentials): void {
    const { createClient, meter, clock } = this.#options;
    this.#real?.watch.dispose();
    const access = { baseUrl: account.baseUrl, accountSid: account.accountSid, ...credentials };
    const { client, budget } = meter(createClient(access), account);
    const watch = new ReadinessWatch({
      clock,
      client,
      budget,
      inUse: () => this.#stored.mode === 'real',
      changed: () => this.#told(),
    });
    const watched = watchedClient(client, (question, problem) => watch.hear(question, problem));
    this.#real = { account, access, client: watched, budget, watch };
    this.wake();
  }

  /** Returns whether the keychain took them; otherwise they last for this run, as the view says. */
  async #keep(account: Account, credentials: Credentials): Promise<boolean> {
    const late = (): void => {
      if (this.#stored.real !== account) return;
      this.#keychainReplies = true;
      this.#told();
      try {
        this.#store({ ...this.#stored, inKeychain: true });
      } catch (error) {
        this.#options.log.error('that the keychain has the secret could not be noted', error);
      }
    };
    try {
      await this.#secrets.write(secretName(account), credentials, late);
      this.#keychainReplies = true;
    } catch (error) {
      this.#options.log.error('the keychain took no secret', error);
      this.#keychainReplies = false;
    }
    return this.#keychainReplies;
  }

  /** Removes the previous account's secret: nothing will ask for it any more. */
  async #removeOld(before: Account): Promise<void> {
    try {
      await this.#secrets.remove(secretName(before));
    } catch (error) {
      this.#options.log.error('the keychain kept the secret of the account before', error);
    }
  }

  #store(stored: StoredAccount): void {
    withDatabaseErrors(() => writeDocument(this.#options.db, key, stored));
    this.#stored = stored;
  }

  #told(): AccountView {
    const view = this.view();
    this.changed.emit(view);
    return view;
  }
}
