import type { Database } from 'better-sqlite3';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Call, CallFacts } from '../../shared/domain/call.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import { Later } from '../base/later.ts';
import type { Log } from '../base/log.ts';
import { localProblem } from '../exotel/errors.ts';
import * as callsTable from '../storage/calls-table.ts';
import { withDatabaseErrors } from '../storage/database.ts';
import { type CallEvent, transition } from './call-machine.ts';
import { timelineOf } from './timeline.ts';

/** What one event made of a call. */
export interface Step {
  before: CallFacts;
  after: CallFacts;
}

export interface CallBookOptions {
  db: Database;
  clock: Clock;
  /** When this computer started, epoch milliseconds. */
  bootedAt: number;
  log: Log;
  /** When the call is looked at next, epoch milliseconds. */
  nextLookAt: (id: string) => number | null;
}

/** A write that failed after the POST is tried again this often: the answer must not be lost. */
const rewriteMs = 2_000;

/** The book of calls: every change goes through the machine, and is on disk before it is told. */
export class CallBook {
  /** A call's row changed. */
  readonly changed = new Emitter<Call>();
  /** The machine moved a call; the row is written. */
  readonly stepped = new Emitter<Step>();
  /** The book could not be written; null: it can again. */
  readonly problem = new Emitter<AppFailure | null>();

  readonly #options: CallBookOptions;
  readonly #later: Later;

  constructor(options: CallBookOptions) {
    this.#options = options;
    this.#later = new Later(options.clock);
  }

  /** Makes a new call's row durable and marks it as leaving. Throws an AppFailure where it cannot. */
  write(facts: CallFacts): void {
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
      // A row that stays "recorded" would keep the agent's line busy.
      if (inserted) this.interrupt(facts.id, false);
      throw error;
    }
  }

  /** Handset stopped, or could not go on, before an answer. `sent`: the POST may have left. */
  interrupt(id: string, sent: boolean): void {
    const problem = localProblem('app_stopped');
    this.apply(id, { type: 'interrupted', at: this.#options.clock.now(), sent, problem });
  }

  /** Feeds the machine, writes, tells. A failing write is repeated until the disk takes it. */
  apply(id: string, event: CallEvent): CallFacts {
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
    this.problem.emit(null);
    this.tell(id);
    this.stepped.emit({ before, after });
    return after;
  }

  /** Changes what the agent wrote beside the record. Throws `not_found`. */
  edit(id: string, write: (db: Database) => boolean): Call {
    if (!withDatabaseErrors(() => write(this.#options.db))) throw new AppFailure('not_found');
    this.tell(id);
    return this.get(id);
  }

  /** Says that a call looks different now. */
  tell(id: string): void {
    this.changed.emit(this.get(id));
  }

  /** Throws `not_found`, or the failure of the database. */
  get(id: string): Call {
    const call = withDatabaseErrors(() => callsTable.getCall(this.#options.db, id));
    if (!call) throw new AppFailure('not_found');
    return this.view(call);
  }

  view(call: Call): Call {
    return { ...call, nextLookAt: this.#options.nextLookAt(call.id) };
  }

  dispose(): void {
    this.#later.dispose();
  }

  #writeLater(id: string, event: CallEvent, error: unknown): void {
    this.#options.log.error('the book could not be written', error);
    this.problem.emit(new AppFailure('database_unavailable'));
    this.#later.run(rewriteMs, () => this.apply(id, event));
  }
}
