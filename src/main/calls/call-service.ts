import type { Database } from 'better-sqlite3';
import type { z } from 'zod';
import type { dialInputSchema } from '../../shared/contract/calls.ts';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { type Call, type CallFacts, isTerminal } from '../../shared/domain/call.ts';
import { Emitter } from '../base/emitter.ts';
import { Later } from '../base/later.ts';
import { localProblem } from '../exotel/errors.ts';
import * as callsTable from '../storage/calls-table.ts';
import { withDatabaseErrors } from '../storage/database.ts';
import { lookAtCall, startOf } from './call-follower.ts';
import { eventOf, makeIntent, placeRequest } from './call-intent.ts';
import { type CallEvent, canBeLookedAt, transition } from './call-machine.ts';
import { CallPoller } from './call-poller.ts';
import type { CallServiceOptions } from './call-service-options.ts';
import { DialGate } from './dial-gate.ts';
import { verifyAfterMs } from './poll-schedule.ts';
import { timelineOf } from './timeline.ts';

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
  readonly #later: Later;

  constructor(options: CallServiceOptions) {
    this.#options = options;
    this.#later = new Later(options.clock);
    const facts = (id: string) => callsTable.getFacts(options.db, id);
    const apply = (id: string, event: CallEvent) => this.#apply(id, event);
    this.#poller = new CallPoller({
      clock: options.clock,
      random: options.random,
      look: (id, looks) =>
        lookAtCall(
          { clock: options.clock, facts, access: options.accessFor, apply },
          id,
          looks,
        ).catch((error: unknown) => {
          options.log.error('look failed', error);
          return null;
        }),
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
      const facts = makeIntent({
        id: this.#options.newId(),
        now: clock.now(),
        source: input.source,
        record: input.record ?? this.#options.settings().record,
        calling,
        number: { ...number, e164: number.e164 },
        settings: this.#options.settings(),
      });
      this.#write(facts);
      const placing = calling.client.placeCall(placeRequest(facts, this.#options.settings()));
      // Telling the windows can wait until the request is on its way.
      this.#later.run(0, () => this.#tell(facts.id));
      const result = await placing;
      if (result.kind === 'rejected' || result.kind === 'not_sent') this.#gate.forgive();
      this.#apply(facts.id, eventOf(result, clock.now()));
      return this.#get(facts.id);
    } finally {
      leave();
    }
  }

  /** After a start: closes what was interrupted, and follows what is open. */
  resume(): void {
    const { db, bootedAt } = this.#options;
    for (const call of callsTable.listUnsettled(db)) {
      if (call.state === 'recorded' || call.state === 'sending') {
        const sent = call.state === 'sending' || !callsTable.survivedBoot(db, call.id, bootedAt);
        this.#interrupt(call.id, sent);
      } else if (canBeLookedAt(call)) {
        void this.#follow(call).then(() => this.#poller.lookNow(call.id));
      } else if (call.state === 'ended') {
        void this.#verifyLater(call);
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
    this.#later.dispose();
  }

  /** Makes the row durable and marks it. Throws an AppFailure where it cannot: nothing is sent then. */
  #write(facts: CallFacts): void {
    const { db, clock, bootedAt } = this.#options;
    let inserted = false;
    try {
      withDatabaseErrors(() => callsTable.insertCall(db, facts, bootedAt));
      inserted = true;
      const event: CallEvent = { type: 'sending', at: clock.now() };
      const sending = transition(facts, event);
      withDatabaseErrors(() =>
        callsTable.markSending(db, sending, timelineOf(facts, sending, event)),
      );
    } catch (error) {
      this.#gate.forgive();
      // A row that stays "recorded" would keep the agent's line busy.
      if (inserted) this.#interrupt(facts.id, false);
      throw error;
    }
  }

  #interrupt(id: string, sent: boolean): void {
    const problem = localProblem('app_stopped');
    this.#apply(id, { type: 'interrupted', at: this.#options.clock.now(), sent, problem });
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
    this.#later.run(rewriteMs, () => this.#apply(id, event));
  }

  #afterChange(before: CallFacts, after: CallFacts): void {
    if (canBeLookedAt(after)) void this.#follow(after);
    if (before.state === after.state) return;
    if (after.state === 'ended') void this.#verifyLater(after);
    if (isTerminal(after.state) || after.state === 'unknown')
      this.finished.emit(this.#get(after.id));
  }

  async #follow(call: CallFacts): Promise<void> {
    const timeScale = await this.#timeScaleOf(call);
    this.#poller.follow(call.id, {
      over: false,
      state: call.state,
      acceptedAt: startOf(call),
      failed: false,
      retryAfterSeconds: null,
      timeScale,
    });
  }

  /** Durations can still change for some minutes: one more look, then the call is settled. */
  async #verifyLater(call: CallFacts): Promise<void> {
    const due = (call.endedAt ?? 0) + verifyAfterMs * (await this.#timeScaleOf(call));
    this.#later.run(due - this.#options.clock.now(), () => void this.#verify(call.id));
  }

  async #timeScaleOf(call: CallFacts): Promise<number> {
    try {
      return (await this.#options.accessFor(call))?.timeScale ?? 1;
    } catch (error) {
      this.#options.log.error('the account of a call could not be opened', error);
      return 1;
    }
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
