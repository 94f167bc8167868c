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
import type { CallFacts, CallProblem } from '../../shared/domain/call.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { displayNumber } from '../base/phone-number.ts';
import type { CallAccess, CallingAccount, ExotelAccess, ExotelClient } from '../exotel/client.ts';
import type { Credentials, SecretStore } from '../secrets/secret-store.ts';
import { withDatabaseErrors } from '../storage/database.ts';
import { readDocument, writeDocument } from '../storage/documents-table.ts';
import { parseAddress, parseDraft } from './account-draft.ts';

export interface AccountServiceOptions {
  db: Database;
  secrets: SecretStore;
  createClient: (access: ExotelAccess) => ExotelClient;
  /** Counts the real account's requests; the practice account's are free. */
  meter: (client: ExotelClient) => Pick<CallAccess, 'client' | 'budget'>;
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
});
type Stored = z.infer<typeof storedSchema>;

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
  #keychainRefused = false;
  #real: Connected | null = null;
  #practice: Promise<Connected> | null = null;
  #practiceReady: Connected | null = null;

  constructor(options: AccountServiceOptions) {
    this.#options = options;
    this.practiceSpeed = options.practiceSpeed;
    const stored = storedSchema.safeParse(readDocument(options.db, key));
    this.#stored = stored.success ? stored.data : { mode: 'none', real: null };
  }

  /** Fetches the secret and gets ready to call. Never rejects: what is missing shows in the view. */
  async open(): Promise<void> {
    const { real, mode } = this.#stored;
    if (real) {
      try {
        const secret = await this.#options.secrets.read(secretName(real));
        if (secret) this.#real = this.#connect(real, secret);
      } catch (error) {
        this.#options.log.error('the keychain could not be read', error);
      }
    }
    if (mode === 'practice') await this.#openPractice();
  }

  /** What the commands of the contract's `account` area do. */
  readonly handlers: Handlers['account'] = {
    get: () => this.view(),
    test: async (draft) => {
      const address = parseAddress(draft);
      const client = this.#options.createClient({
        ...address,
        ...(await this.#credentials(draft, address)),
      });
      const result = await client.probe();
      if (!result.ok) throw probeFailure(result.problem, address);
      return { connected: true };
    },
    save: async (draft) => {
      const account = parseDraft(draft, this.#options.defaultCountry());
      const credentials = await this.#credentials(draft, account);
      await this.#keep(account, credentials);
      this.#store({ mode: 'real', real: account });
      this.#real = this.#connect(account, credentials);
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
    forget: async () => {
      const { real } = this.#stored;
      if (real) await this.#options.secrets.remove(secretName(real));
      this.#store({ mode: 'none', real: null });
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
    };
  }

  #secretPlace(): AccountView['secretPlace'] {
    if (this.#stored.real && !this.#real) return 'missing';
    return this.#keychainRefused ? 'memory' : this.#options.secrets.place;
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
    if (!connected)
      throw new AppFailure(this.#stored.mode === 'real' ? 'keychain_unavailable' : 'no_account');
    return { account: connected.account, practice, ...this.#accessOf(connected, practice) };
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
    return { account, access, ...this.#options.meter(this.#options.createClient(access)) };
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

  /** In the keychain; where it refuses, for this run only, which the view says. */
  async #keep(account: Account, credentials: Credentials): Promise<void> {
    try {
      await this.#options.secrets.write(secretName(account), credentials);
      this.#keychainRefused = false;
    } catch (error) {
      this.#options.log.error('the keychain took no secret', error);
      this.#keychainRefused = true;
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

/** Why a connection test failed, in the terms of the form. */
function probeFailure(
  problem: CallProblem,
  address: Pick<Account, 'region' | 'baseUrl'>,
): AppFailure {
  const params = {
    host: new URL(address.baseUrl).host,
    code: problem.code ?? problem.httpStatus ?? '',
  };
  switch (problem.kind) {
    case 'auth_failed':
      return new AppFailure('wrong_credentials', params);
    case 'wrong_account':
      return new AppFailure('wrong_account_sid', params);
    case 'rate_limited':
      return new AppFailure('provider_rate_limited', {
        ...params,
        seconds: problem.retryAfterSeconds ?? 60,
      });
    case 'unreachable':
    case 'name_not_resolved':
    case 'tls_failed':
    case 'timed_out':
    case 'connection_lost':
      return new AppFailure('provider_unreachable', params);
    case 'unreadable_answer':
    case 'server_error':
      return new AppFailure('provider_unclear', params);
    default:
      return new AppFailure('provider_refused', {
        ...params,
        description: problem.description ?? '',
      });
  }
}
