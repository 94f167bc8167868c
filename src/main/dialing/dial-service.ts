import type { Database } from 'better-sqlite3';
import type { Account } from '../../shared/domain/account.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { OutboundCall, OutboundFacts } from '../../shared/domain/call.ts';
import type { CallProfile } from '../../shared/domain/call-profile-rules.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { CallingHours } from '../../shared/domain/settings.ts';
import { isSameAccount } from '../account/account-in-use.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Timers } from '../base/timers.ts';
import type { CallService } from '../calls/call-service.ts';
import type { DialConnection } from '../exotel/client.ts';
import type { StatusCallback } from '../hints/status-callback/address.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { getCall } from '../storage/tables/calls.ts';
import { hasLiveCall } from '../storage/tables/dial-queries.ts';
import { outsideHours } from './calling-hours.ts';
import { type DialInput, numberToDial } from './dial-checks.ts';
import { DialGate } from './dial-gate.ts';
import { eventOf, makeIntent, placeRequest } from './outbound-call.ts';
import { ownResult } from './sid-claim.ts';

export interface DialServiceOptions {
  db: Database;
  /**
   * Resolves when no other program is writing to the database, or when a dial has waited long
   * enough.
   */
  databaseFree?: () => Promise<void>;
  clock: Clock;
  calls: CallService;
  /** Epoch milliseconds by Exotel's clock; null or absent if not known. */
  providerNow?: () => number | null;
  newId: () => string;
  /**
   * Returns the profile to place a call with; the default one for undefined. Throws an AppFailure
   * if it cannot be sent as it stands.
   */
  profile: (id: string | undefined) => CallProfile;
  /** The hours that count for calls through an account. */
  callingHours: (account: Account) => CallingHours;
  /** Whether anything sent to this account can leave this computer; false without a network. */
  online?: (account: Account) => boolean;
  /** Rejects with an AppFailure if no account can call. */
  callingAccount: () => DialConnection;
  /** The colleague who is calling a missed customer (E.164) back just now; null if nobody is. */
  calledBackBy?: (number: string) => string | null;
  /** What Exotel should report about a call by itself; empty for nothing. */
  statusCallbacks: () => StatusCallback[];
  understand: (text: string) => UnderstoodNumber;
}

/** Does everything between a number and a row that was sent. Every way to dial ends here. */
export class DialService {
  readonly #options: DialServiceOptions;
  readonly #gate = new DialGate();
  readonly #timers: Timers;

  constructor(options: DialServiceOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  /**
   * Places one call. Resolves with the POST's outcome, on disk if the disk takes it; throws an
   * AppFailure if the gate refuses or the row cannot be written, and then nothing was sent.
   */
  async dial(input: DialInput): Promise<OutboundCall> {
    const { clock, db, calls } = this.#options;
    const { ledger, times } = calls;
    const calling = await this.#callingAccount();
    const profile = this.#options.profile(input.profileId);
    const number = withDatabaseErrors(() =>
      numberToDial(input, calling, {
        understand: this.#options.understand,
        facts: (id) => ledger.facts(id),
        isKept: (id) => getCall(db, id) !== null,
      }),
    );
    const { e164 } = number;
    const now = clock.now();
    // Whether it is too late to call must not depend on a clock that may be wrong.
    const hour = this.#options.providerNow?.() ?? now;
    const outside = outsideHours(number.country, hour, this.#options.callingHours(calling.account));
    // A reason is kept with the call only where one is asked for.
    const hoursReason = (outside && input.hoursReason) ?? null;
    const doNotCallReason = (number.doNotCall && input.doNotCallReason) || null;
    const leave = this.#gate.enter({
      number: e164,
      now: steadyNow(clock),
      ...withDatabaseErrors(() => ({
        lineBusy: hasLiveCall(db, calling.practice),
        inDoubt: calls.inDoubt(calling.practice, e164),
      })),
      // The floor’s customers are real ones.
      colleague: calling.practice ? null : (this.#options.calledBackBy?.(e164) ?? null),
      doNotCall: number.doNotCall && doNotCallReason === null,
      outsideHours: hoursReason === null ? outside : null,
      confirmed: input.confirmed,
      offline: this.#options.online?.(calling.account) === false,
    });
    try {
      const facts = makeIntent({
        id: this.#options.newId(),
        now,
        source: input.source,
        record: input.record ?? profile.record,
        calling,
        number,
        profile,
        hoursReason,
        doNotCallReason,
      });
      const request = placeRequest(facts, profile, this.#statusCallbacks(calling));
      times.begin(facts);
      const closed = this.#write(facts, number);
      const placing = calls.keepingUnexpected(calling.client, facts.id).placeCall(request);
      // Telling the windows can wait until the request is on its way.
      this.#tellLater([facts.id, ...closed]);
      const result = ownResult(await placing, (sid) => ledger.isSidTaken(sid, facts.id));
      if (result.kind === 'rejected' || result.kind === 'not_sent') this.#gate.forgive();
      ledger.apply(facts.id, { ...eventOf(result, now), ...times.now(facts) });
      return ledger.getDial(facts.id);
    } finally {
      leave();
    }
  }

  stop(): void {
    this.#timers.dispose();
  }

  /** Waits for the database. A dial that was meant for one account must not go out by another. */
  async #callingAccount(): Promise<DialConnection> {
    const { callingAccount, databaseFree } = this.#options;
    const meant = callingAccount();
    await databaseFree?.();
    const calling = callingAccount();
    if (!isSameAccount(calling, meant)) throw new AppFailure('account_switched');
    return calling;
  }

  #statusCallbacks({ practice }: DialConnection): StatusCallback[] {
    // The practice account's server has nobody to report to.
    return practice ? [] : this.#options.statusCallbacks();
  }

  #tellLater(ids: string[]): void {
    this.#timers.run(0, () => {
      for (const id of ids) this.#options.calls.ledger.tell(id);
    });
  }

  /** Returns the earlier calls that have left the dialer. */
  #write(facts: OutboundFacts, { name, doNotCall }: UnderstoodNumber): string[] {
    try {
      return this.#options.calls.ledger.write(facts, { customerName: name, doNotCall });
    } catch (error) {
      this.#gate.forgive();
      throw error;
    }
  }
}
