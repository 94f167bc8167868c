import type { Database } from 'better-sqlite3';
import type { CallNews } from '../../shared/contract/calls.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type {
  Call,
  CallFacts,
  InboundFacts,
  OutboundCall,
  OutboundFacts,
  TimelineEntry,
} from '../../shared/domain/call.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { Timers } from '../base/timers.ts';
import { localProblem } from '../exotel/errors.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { isInPlace } from '../storage/database/presence.ts';
import * as callsTable from '../storage/tables/calls.ts';
import { isSidOfAnother } from '../storage/tables/unfinished-calls.ts';
import { closeUnplaced, isCurrent } from '../storage/tables/wrap-ups.ts';
import { type CallEvent, transition } from './call-machine.ts';
import { newArrival, newCall } from './new-call.ts';
import { timelineOf } from './timeline.ts';

/** What one or more events made of a call. */
export interface Transition {
  before: CallFacts;
  after: CallFacts;
}

export interface CallLedgerOptions {
  db: Database;
  clock: Clock;
  /** When this computer started, epoch milliseconds. */
  bootedAt: number;
  log: Log;
  /** Epoch milliseconds by Exotel's clock; null or absent if not known. */
  providerNow?: () => number | null;
  /** When the call is polled next, epoch milliseconds. */
  nextPollAt: (id: string) => number | null;
  /** The time now by a call's own clock, epoch milliseconds. */
  callNow: (call: CallFacts) => number;
}

/** A call that must be known even if the disk cannot be read or written. */
interface Held {
  /** After every event so far. */
  facts: CallFacts;
  /** As it is on disk. */
  written: CallFacts;
  /** The part of the timeline that is not on disk yet, in order. */
  timeline: TimelineEntry[];
  /** As it was last read, for when it cannot be read. */
  lastSeen: Call;
  rewriting: boolean;
  /** Inserts its row; null if it has one. */
  insert: (() => void) | null;
}

/** How often a failed write is tried again. */
const rewriteMs = 2_000;

/**
 * Keeps the calls: every change goes through the machine and onto the disk. If the disk does not
 * take it, the call is held in memory, reported as it is, and written as soon as the disk allows.
 */
export class CallLedger {
  /** A call looks different now. */
  readonly changed = new Emitter<Call>();
  /** The same, with everything that a window needs to know about it. */
  readonly news = new Emitter<CallNews>();
  /** The machine moved a call. */
  readonly transitioned = new Emitter<Transition>();
  /** What the machine made of a call is on disk. */
  readonly persisted = new Emitter<Transition>();
  /** What happened to a call could not be written; null once nothing is waiting to be written. */
  readonly problem = new Emitter<AppFailure | null>();

  readonly #options: CallLedgerOptions;
  readonly #timers: Timers;
  /** Calls being placed, and calls whose last change is not on disk. */
  readonly #held = new Map<string, Held>();
  /** What was added to calls' timelines since windows were last told. */
  readonly #untold = new Map<string, TimelineEntry[]>();

  /**
   * How long the computer had been running when this was created, minus the monotonic time then.
   */
  readonly #ranBefore: number;

  constructor(options: CallLedgerOptions) {
    this.#options = options;
    const { clock, bootedAt } = options;
    this.#ranBefore = Math.max(clock.now() - bootedAt, 0) - steadyNow(clock);
    this.#timers = new Timers(options.clock);
  }

  /**
   * Makes a new call's row durable and marks it as leaving. Throws an AppFailure if it cannot; then
   * the call must not be placed. Until the response comes, the call is held in memory, too. Returns
   * the earlier calls that have left the dialer for it.
   */
  write(facts: OutboundFacts, customer: Pick<Call, 'customerName' | 'doNotCall'>): string[] {
    const { db, clock } = this.#options;
    if (!isInPlace(db)) throw new AppFailure('database_gone');
    // By the clock as it stands: the row must say how long the computer had been running at the
    // dial.
    const bootedAt = clock.now() - this.bootAge();
    const { seq, closed } = withDatabaseErrors(() =>
      insertDial(db, facts, bootedAt, this.#options.providerNow?.() ?? clock.now()),
    );
    const held = hold(facts, newCall(facts, seq, customer));
    this.#held.set(facts.id, held);
    const event: CallEvent = { type: 'sending', at: clock.now() };
    const sending = transition(facts, event);
    try {
      const timeline = timelineOf(facts, sending, event);
      withDatabaseErrors(() => callsTable.markSending(db, sending, timeline));
      held.facts = sending;
      held.written = sending;
      return closed;
    } catch (error) {
      // A row that stays "recorded" would keep the agent's line busy.
      const problem = localProblem('book_unwritable');
      this.apply(facts.id, { type: 'not_sent', at: clock.now(), problem });
      throw error;
    }
  }

  /**
   * Takes a customer's call. The phone rings in any case, so a disk that refuses the row changes
   * nothing: the call is held in memory until it can be written. `isNow`: it happens now, rather than
   * when it says.
   */
  receive(facts: InboundFacts, isNow: boolean): void {
    const { db, clock } = this.#options;
    const bootedAt = clock.now() - this.bootAge();
    const beganAt = isNow ? (this.#options.providerNow?.() ?? clock.now()) : facts.createdAt;
    const insert = () => {
      if (!isInPlace(db)) throw new AppFailure('database_gone');
      callsTable.insertCall(db, facts, bootedAt, beganAt, isNow);
    };
    try {
      insert();
    } catch (error) {
      this.#options.log.error('the row of an incoming call could not be written', error);
      const lastSeen = newArrival(facts, Math.floor(beganAt / 1000));
      this.#held.set(facts.id, { ...hold(facts, lastSeen), insert });
    }
  }

  /** Records that Handset stopped before a response. `sent`: the POST may have left. */
  interrupt(id: string, sent: boolean): void {
    const problem = localProblem('app_stopped');
    this.apply(id, { type: 'interrupted', at: this.#options.clock.now(), sent, problem });
  }

  /**
   * Feeds the machine, writes the result and tells the windows. A failing write is repeated until
   * the disk takes it. Throws if the call cannot be read, which never happens to one that is being
   * placed.
   */
  apply(id: string, event: CallEvent): CallFacts {
    const before = this.facts(id);
    if (!before) throw new AppFailure('not_found');
    const after = transition(before, event);
    if (after === before) return before;
    const held = this.#held.get(id) ?? hold(before, this.get(id));
    held.facts = after;
    const gained = timelineOf(before, after, event);
    held.timeline.push(...gained);
    this.#untold.set(id, [...(this.#untold.get(id) ?? []), ...gained]);
    this.#held.set(id, held);
    // A write that is already scheduled is not brought forward, so that a locked disk is not
    // hammered.
    if (!held.rewriting) this.#writeDown(id, held);
    if (looksDifferent(before, after)) this.tell(id);
    this.#announce(() => this.transitioned.emit({ before, after }));
    return after;
  }

  /** Returns the machine's record after every event so far; null if there is no such call. */
  facts(id: string): CallFacts | null {
    const held = this.#held.get(id);
    if (held) return held.facts;
    return withDatabaseErrors(() => callsTable.getFacts(this.#options.db, id));
  }

  /** How long this computer has been running, in milliseconds, without asking the wall clock. */
  bootAge(): number {
    return this.#ranBefore + steadyNow(this.#options.clock);
  }

  /** Whether Exotel knows a call other than this one by this sid. */
  isSidTaken(sid: string, id: string): boolean {
    for (const [other, { facts }] of this.#held) if (other !== id && facts.sid === sid) return true;
    try {
      return isSidOfAnother(this.#options.db, sid, id);
    } catch (error) {
      this.#options.log.error('the database could not be asked about a sid', error);
      return false;
    }
  }

  /** Changes what the agent wrote beside the record. Throws `not_found` or `not_saved`. */
  edit(id: string, write: (db: Database) => boolean): Call {
    if (!this.save(write)) throw new AppFailure('not_found');
    this.tell(id);
    return this.get(id);
  }

  /** Writes what the agent asked for. Throws `not_saved` if the disk does not take it. */
  save<T>(write: (db: Database) => T): T {
    try {
      return write(this.#options.db);
    } catch (error) {
      throw new AppFailure('not_saved', {}, { cause: error });
    }
  }

  /** Marks a call as settled: nothing more is expected of it. Repeated until the disk takes it. */
  settle(id: string): void {
    try {
      callsTable.settleCall(this.#options.db, id);
    } catch (error) {
      this.#options.log.error('a call could not be settled', error);
      if (!this.#isErased(id)) this.#timers.run(rewriteMs, () => this.settle(id));
    }
  }

  /**
   * Tells the windows that a call looks different now. `detailsChanged`: so does what only its
   * details show.
   */
  tell(id: string, detailsChanged = false): void {
    this.#announce(() => {
      const call = this.get(id);
      const timeline = this.#untold.get(id) ?? [];
      this.#untold.delete(id);
      this.news.emit({ call, timeline, isCurrent: this.#isCurrent(call), detailsChanged });
      this.changed.emit(call);
    });
  }

  /** Throws `not_found`, or the failure of the database. */
  get(id: string): Call {
    const held = this.#held.get(id);
    let call: Call | null;
    try {
      call = withDatabaseErrors(() => callsTable.getCall(this.#options.db, id));
    } catch (error) {
      if (!held) throw error;
      call = held.lastSeen;
    }
    if (!call && held?.insert) call = held.lastSeen;
    if (!call) throw new AppFailure('not_found');
    if (held) held.lastSeen = call;
    return this.view(call);
  }

  /** The same for a call that was dialled. */
  getDial(id: string): OutboundCall {
    const call = this.get(id);
    if (call.direction !== 'outbound') throw new AppFailure('not_found');
    return call;
  }

  /** A row from the disk, brought up to date. */
  view(call: Call): Call {
    const facts = this.#held.get(call.id)?.facts;
    const { nextPollAt, callNow } = this.#options;
    const now: Call = { ...call, ...facts };
    return { ...now, nextPollAt: nextPollAt(call.id), asOf: callNow(now) };
  }

  /** Tries once more to write what is waiting to be written. */
  dispose(): void {
    for (const [id, held] of this.#held) if (held.rewriting) this.#writeDown(id, held);
    this.#timers.dispose();
  }

  #writeDown(id: string, held: Held): void {
    try {
      held.insert?.();
      held.insert = null;
      callsTable.updateCall(this.#options.db, held.facts, held.timeline);
    } catch (error) {
      this.#writeLater(id, held, error);
      return;
    }
    this.#letGo(id);
    if (held.rewriting) this.tell(id);
    this.#announce(() => this.persisted.emit({ before: held.written, after: held.facts }));
  }

  #writeLater(id: string, held: Held, error: unknown): void {
    if (held.insert === null && this.#isErased(id)) {
      this.#letGo(id);
      return;
    }
    this.#options.log.error('the database could not be written', error);
    held.rewriting = true;
    this.#announce(() => this.problem.emit(new AppFailure('not_saved', {}, { cause: error })));
    this.#timers.run(rewriteMs, () => this.#writeDown(id, held));
  }

  #letGo(id: string): void {
    this.#held.delete(id);
    if (![...this.#held.values()].some(({ rewriting }) => rewriting))
      this.#announce(() => this.problem.emit(null));
  }

  #isCurrent(call: Call): boolean {
    if (call.unreadable) return false;
    try {
      return isCurrent(this.#options.db, call.id);
    } catch {
      // It cannot be filed either while the disk is like this.
      return true;
    }
  }

  #isErased(id: string): boolean {
    try {
      return callsTable.getCall(this.#options.db, id) === null;
    } catch {
      return false;
    }
  }

  /**
   * A listener that fails, perhaps because of the same broken disk, must not lose the call its
   * response.
   */
  #announce(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.#options.log.error('news of a call was not heard', error);
    }
  }
}

/**
 * Whether anything that a window shows of a call has changed. While a call is going on, most polls
 * only bring news that Exotel was heard once more with nothing new; a failed poll says when the
 * next one is.
 */
function looksDifferent(before: CallFacts, after: CallFacts): boolean {
  const shown = (facts: CallFacts) =>
    JSON.stringify({ ...facts, lastHeardAt: null, aheadMs: null });
  return after.pollProblem !== null || shown(before) !== shown(after);
}

/** Inserts a new call; it takes the place of those about which there is nothing left to say. */
function insertDial(db: Database, facts: OutboundFacts, bootedAt: number, now: number) {
  return db
    .transaction(() => {
      const seq = callsTable.insertCall(db, facts, bootedAt, now);
      return { seq, closed: closeUnplaced(db, facts.id) };
    })
    .immediate();
}

function hold(facts: CallFacts, lastSeen: Call): Held {
  return { facts, written: facts, timeline: [], lastSeen, rewriting: false, insert: null };
}
