import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { dialInputSchema } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { type Call, type CallFacts, isOpen, isTerminal } from '../../shared/domain/call.ts';
import type { UnderstoodNumber } from '../../shared/domain/phone-number.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import type { CallAccess, CallingAccount, PlaceRequest } from '../exotel/client.ts';
import { localProblem } from '../exotel/errors.ts';
import type { PlaceResult } from '../exotel/provider-call.ts';
import * as callsTable from '../storage/calls-table.ts';
import { withDatabaseErrors } from '../storage/database.ts';
import { lookAtCall, startOf } from './call-follower.ts';
import { beginCall, type CallEvent, canBeLookedAt, transition } from './call-machine.ts';
import { CallPoller } from './call-poller.ts';
import { DialGate } from './dial-gate.ts';
import { verifyAfterMs } from './poll-schedule.ts';
import { timelineOf } from './timeline.ts';

export interface CallServiceOptions {
  db: Database;
  clock: Clock;
  /** When this computer started, epoch milliseconds. */
  bootedAt: number;
  newId: () => string;
  random: () => number;
  settings: () => Settings;
  /** Rejects with an AppFailure when no account can call. */
  callingAccount: () => CallingAccount;
  /** The access to follow a call, whichever account placed it. */
  accessFor: (call: CallFacts) => Promise<CallAccess | null>;
  understand: (text: string) => UnderstoodNumber & { doNotCall: boolean };
  log: Log;
}

/** A write that failed after the POST is tried again this often: the answer must not be lost. */
const rewriteMs = 2_000;

/**
 * Places, follows and keeps calls. Every change goes through the machine and is on disk before it
 * is told; the row is durable before the one POST leaves.
 */
export class CallService {
  /** A call's row changed. */
  readonly changed = new Emitter<Call>();
  /** A call came to its end, or into doubt. */
  readonly finished = new Emitter<Call>();
  /** The book could not be written; null: it can again. */
  readonly bookProblem = new Emitter<AppFailure | null>();

  readonly #options: CallServiceOptions;
  readonly #gate = new DialGate();
  readonly #poller: CallPoller;
  readonly #timers = new Set<() => void>();

  constructor(options: CallServiceOptions) {
    this.#options = options;
    const facts = (id: string) => callsTable.getFacts(options.db, id);
    const apply = (id: string, event: CallEvent) => this.#apply(id, event);
    this.#poller = new CallPoller({
      clock: options.clock,
      random: options.random,
      look: async (id, looks) => {
        try {
          return await lookAtCall(
            { clock: options.clock, facts, access: options.accessFor, apply },
            id,
            looks,
          );
        } catch (error) {
          options.log.error('look failed', error);
          const call = callsTable.getFacts(options.db, id);
          if (!call || !canBeLookedAt(call)) return { over: true };
          return {
            over: false,
            state: call.state,
            acceptedAt: startOf(call),
            failed: true,
            retryAfterSeconds: null,
            timeScale: 1,
          };
        }
      },
    });
  }

  /** What the commands of the contract's `calls` area do. */
  readonly handlers: Handlers['calls'] = {
    understand: ({ text }) => this.#options.understand(text),
    dial: (input) => this.dial(input),
    current: () =>
      callsTable.listCurrent(this.#options.db, this.#isPractice()).map((call) => this.#view(call)),
    lookNow: async ({ id }) => {
      await this.#poller.lookNow(id);
      return this.#get(id);
    },
    resolve: ({ id, verdict }) => {
      this.#apply(id, { type: 'verdict', at: this.#options.clock.now(), verdict });
      return this.#get(id);
    },
    setNote: ({ id, note }) => this.#edit(id, (db) => callsTable.setNote(db, id, note)),
    setDisposition: ({ id, disposition }) =>
      this.#edit(id, (db) => callsTable.setDisposition(db, id, disposition)),
    finishWrapUp: ({ id }) => {
      withDatabaseErrors(() => callsTable.wrapUpTo(this.#options.db, id));
      return null;
    },
  };

  /**
   * Places one call. Resolves once the POST's outcome is on disk, whatever it is; throws an
   * AppFailure when the gate refuses or the row cannot be written, and then nothing was sent.
   */
  async dial(input: z.output<typeof dialInputSchema>): Promise<Call> {
    const { db, clock } = this.#options;
    const calling = this.#options.callingAccount();
    const number = withDatabaseErrors(() => this.#options.understand(input.number));
    if (input.number.trim() === '') throw new AppFailure('number_empty');
    if (number.e164 === null)
      throw new AppFailure('number_invalid', { number: input.number.slice(0, 40) });
    const leave = this.#gate.enter({
      number: number.e164,
      now: clock.now(),
      lineBusy: withDatabaseErrors(() => callsTable.hasLiveCall(db, calling.practice)),
      doNotCall: number.doNotCall,
      confirmed: input.confirmed,
    });
    try {
      const facts = this.#intent(input, calling, { ...number, e164: number.e164 });
      try {
        withDatabaseErrors(() => callsTable.insertCall(db, facts, this.#options.bootedAt));
        withDatabaseErrors(() => this.#markSending(facts));
      } catch (error) {
        // Not on disk, so not sent.
        this.#gate.forgive();
        throw error;
      }
      const placing = calling.client.placeCall(this.#request(facts));
      // Telling the windows can wait until the request is on its way.
      setImmediate(() => this.#tell(facts.id));
      const result = await placing;
      if (result.kind === 'rejected' || result.kind === 'not_sent') this.#gate.forgive();
      this.#apply(facts.id, { ...toEvent(result), at: clock.now() });
      return this.#get(facts.id);
    } finally {
      leave();
    }
  }

  /** After a start: closes what was interrupted, and follows what is open. */
  resume(): void {
    const { db, clock, bootedAt } = this.#options;
    for (const call of callsTable.listUnsettled(db)) {
      if (call.state === 'recorded' || call.state === 'sending') {
        const sent = call.state === 'sending' || !callsTable.survivedBoot(db, call.id, bootedAt);
        const problem = localProblem('app_stopped');
        this.#apply(call.id, { type: 'interrupted', at: clock.now(), sent, problem });
      } else if (canBeLookedAt(call)) {
        this.#follow(call);
        void this.#poller.lookNow(call.id);
      } else if (call.state === 'ended') {
        this.#verifyLater(call);
      }
    }
  }

  /** The recordings that Exotel names for a call right now. */
  async recordingUrls(id: string): Promise<string[]> {
    const call = callsTable.getFacts(this.#options.db, id);
    if (!call?.sid) throw new AppFailure('recording_none');
    const access = await this.#options.accessFor(call);
    if (!access) throw new AppFailure('no_account');
    const result = await access.client.getCall(call.sid);
    if (!result.ok) throw new AppFailure('provider_unreachable');
    this.#apply(id, { type: 'details', at: this.#options.clock.now(), call: result.value });
    return result.value.recordingUrls;
  }

  /** Something beside the machine's record changed: the recording, the contact's name. */
  tell(id: string): void {
    this.#tell(id);
  }

  pause(): void {
    this.#poller.pause();
  }

  wake(): void {
    this.#poller.resume();
  }

  dispose(): void {
    this.#poller.dispose();
    for (const cancel of this.#timers) cancel();
  }

  #intent(
    input: z.output<typeof dialInputSchema>,
    { account, practice }: CallingAccount,
    number: { e164: string; display: string | null; country: string | null },
  ): CallFacts {
    const settings = this.#options.settings();
    const id = this.#options.newId();
    return beginCall(
      {
        id,
        practice,
        source: input.source,
        accountSid: account.accountSid,
        customerNumber: number.e164,
        customerDisplay: number.display ?? number.e164,
        customerCountry: number.country,
        agentUri: account.agentUri,
        virtualNumber: account.virtualNumber,
        record: input.record ?? settings.record,
        recordingChannels: settings.recordingChannels,
        maxTimeLimitSeconds: settings.maxTimeLimitSeconds,
        customField: `handset-${id}`,
      },
      this.#options.clock.now(),
    );
  }

  #request(facts: CallFacts): PlaceRequest {
    const settings = this.#options.settings();
    return {
      from: { contact_uri: facts.agentUri, state_management: settings.stateManagement },
      to: { contact_uri: facts.customerNumber },
      virtual_number: facts.virtualNumber,
      recording: {
        record: facts.record,
        channels: facts.recordingChannels,
        format: settings.recordingFormat,
      },
      max_time_limit: facts.maxTimeLimitSeconds,
      attempt_time_out: settings.attemptTimeOutSeconds,
      custom_field: facts.customField,
    };
  }

  #markSending(facts: CallFacts): void {
    const event: CallEvent = { type: 'sending', at: this.#options.clock.now() };
    const sending = transition(facts, event);
    callsTable.markSending(this.#options.db, sending, timelineOf(facts, sending, event));
  }

  /** Feeds the machine, writes, tells. A failing write is repeated until the disk takes it. */
  #apply(id: string, event: CallEvent): CallFacts {
    const { db } = this.#options;
    const before = callsTable.getFacts(db, id);
    if (!before) throw new AppFailure('not_found');
    const after = transition(before, event);
    if (after === before) return before;
    try {
      callsTable.updateCall(db, after, timelineOf(before, after, event));
    } catch (error) {
      this.#writeLater(id, event, error);
      return after;
    }
    this.bookProblem.emit(null);
    this.#tell(id);
    this.#afterChange(before, after);
    return after;
  }

  #writeLater(id: string, event: CallEvent, error: unknown): void {
    this.#options.log.error('the book could not be written', error);
    this.bookProblem.emit(new AppFailure('database_unavailable'));
    this.#later(rewriteMs, () => this.#apply(id, event));
  }

  #afterChange(before: CallFacts, after: CallFacts): void {
    if (canBeLookedAt(after)) this.#follow(after);
    if (before.state === after.state) return;
    if (after.state === 'ended') this.#verifyLater(after);
    if (isTerminal(after.state) || after.state === 'unknown')
      this.finished.emit(this.#get(after.id));
  }

  #follow(call: CallFacts): void {
    if (!isOpen(call.state) && call.state !== 'unknown') return;
    void this.#options.accessFor(call).then((access) => {
      this.#poller.follow(call.id, {
        over: false,
        state: call.state,
        acceptedAt: startOf(call),
        failed: false,
        retryAfterSeconds: null,
        timeScale: access?.timeScale ?? 1,
      });
    });
  }

  /** Durations can still change for some minutes: one more look, then the call is settled. */
  #verifyLater(call: CallFacts): void {
    void this.#options.accessFor(call).then((access) => {
      const due = (call.endedAt ?? 0) + verifyAfterMs * (access?.timeScale ?? 1);
      this.#later(due - this.#options.clock.now(), () => void this.#verify(call.id));
    });
  }

  async #verify(id: string): Promise<void> {
    try {
      await this.recordingUrls(id);
      callsTable.settleCall(this.#options.db, id);
    } catch (error) {
      // Left unsettled: the next start looks once more.
      this.#options.log.warn('a call could not be verified', { reason: String(error) });
    }
  }

  #later(ms: number, task: () => void): void {
    const cancel = this.#options.clock.setTimeout(() => {
      this.#timers.delete(cancel);
      task();
    }, ms);
    this.#timers.add(cancel);
  }

  #edit(id: string, write: (db: Database) => boolean): Call {
    if (!withDatabaseErrors(() => write(this.#options.db))) throw new AppFailure('not_found');
    this.#tell(id);
    return this.#get(id);
  }

  #tell(id: string): void {
    this.changed.emit(this.#get(id));
  }

  #get(id: string): Call {
    const call = withDatabaseErrors(() => callsTable.getCall(this.#options.db, id));
    if (!call) throw new AppFailure('not_found');
    return this.#view(call);
  }

  #view(call: Call): Call {
    return { ...call, nextLookAt: this.#poller.nextAt(call.id) };
  }

  #isPractice(): boolean {
    try {
      return this.#options.callingAccount().practice;
    } catch {
      // No account can call: the dialer shows the real book.
      return false;
    }
  }
}

function toEvent(result: PlaceResult) {
  switch (result.kind) {
    case 'accepted':
      return { type: 'accepted', call: result.call } as const;
    case 'rejected':
      return { type: 'rejected', problem: result.problem } as const;
    case 'not_sent':
      return { type: 'not_sent', problem: result.problem } as const;
    case 'ambiguous':
      return { type: 'ambiguous', problem: result.problem, sid: result.sid } as const;
  }
}
