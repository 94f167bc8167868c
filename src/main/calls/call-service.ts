import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/contract/index.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import {
  type Call,
  type CallFacts,
  type InboundFacts,
  isOpen,
  isTerminal,
} from '../../shared/domain/call.ts';
import { dialOf } from '../../shared/domain/dial-of.ts';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { Timers } from '../base/timers.ts';
import type { CallConnection, ExotelClient } from '../exotel/client.ts';
import type { CallbackContent, CallHint } from '../hints/call-hint.ts';
import type { AreaOf } from '../ipc/area.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import * as callsTable from '../storage/tables/calls.ts';
import { listCurrent } from '../storage/tables/wrap-ups.ts';
import { CallClock } from './call-clock.ts';
import { createPoller, openCall, type PollOptions } from './call-follower.ts';
import { callMeantBy } from './call-hint.ts';
import { CallLedger, type Transition } from './call-ledger.ts';
import { canBePolled } from './call-life.ts';
import type { CallPoller } from './call-poller.ts';
import { CallQueries } from './call-queries.ts';
import type { ArrivalEvent } from './inbound-signs.ts';
import { LatePolls } from './late-polls.ts';
import { verifyAfterMs } from './poll-schedule.ts';
import type { PracticeArrivals } from './practice-arrivals.ts';
import { RecentDoubt } from './recent-doubt.ts';
import { ReportedEnds } from './reported-ends.ts';
import { WrapUp } from './wrap-up.ts';

/** What the call service needs from the others. */
export interface CallServiceOptions {
  db: Database;
  clock: Clock;
  /** When this computer started, epoch milliseconds. */
  bootedAt: number;
  /** Epoch milliseconds by Exotel's clock; null or absent if not known. */
  providerNow?: () => number | null;
  random: () => number;
  /** The access to follow a call, whichever account placed it. */
  connectionFor: (call: CallFacts) => Promise<CallConnection | null>;
  /** Which history is open; also if no account can call. */
  isPractice: () => boolean;
  /** Whether giving this result (its id) marks the number do-not-call. */
  marksDoNotCall: (result: string) => boolean;
  log: Log;
}

/**
 * Follows and keeps calls. Every change goes through the machine and is on disk before it is
 * reported. Placing a call begins with a row in the ledger: see dialing/dial-service.ts.
 */
export class CallService implements AreaOf<'calls'> {
  /** A call ended or is now in doubt. */
  readonly ended = new Emitter<Call>();
  /**
   * The last poll of an ended call, some minutes later: the recordings that Exotel names by then.
   */
  readonly settled = new Emitter<{ id: string; urls: string[] }>();
  /** A result or Exotel marked a number do-not-call, or such a mark was taken back. */
  readonly marksChanged = new Emitter<null>();
  /** A wrap-up was closed; `before` is the result that the call had until then. */
  readonly filed = new Emitter<{ call: Call; before: string | null }>();
  /** The agent wrote about a call. */
  readonly noted = new Emitter<null>();
  /** A customer's call was offered to this agent, in the history that is open. */
  readonly arrived = new Emitter<Call>();
  /** A window shows the card of a customer's call; by its id. */
  readonly popped = new Emitter<string>();
  /** Plays practice customers' calls; set by whoever composes both. */
  practice: Pick<PracticeArrivals, 'play' | 'dispose'> | null = null;
  /** The floor named a recording of a call that this agent took. */
  readonly recordingNamed = new Emitter<{ id: string; urls: string[] }>();
  /** Exotel contradicted what was reported of a call; by its sid. */
  readonly contradicted: Emitter<string>;
  /** A call's row changed. */
  readonly changed: Emitter<Call>;
  readonly events: AreaOf<'calls'>['events'];
  /** Every change of a call goes through it. */
  readonly ledger: CallLedger;
  /** Each call's own clock. */
  readonly times: CallClock;
  /** What happened to a call could not be written; null once nothing is waiting to be written. */
  readonly writeProblem: Emitter<AppFailure | null>;

  readonly #options: CallServiceOptions;
  readonly #wrapUp: WrapUp;
  readonly #pollOptions: PollOptions;
  readonly #poller: CallPoller;
  readonly #late: LatePolls;
  readonly #doubt: RecentDoubt;
  readonly #asks: CallQueries;
  readonly #reported: ReportedEnds;
  readonly #timers: Timers;
  /** The offer that was announced last, by call. */
  readonly #announced = new Map<string, string>();

  constructor(options: CallServiceOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
    this.times = new CallClock(options.clock, options.providerNow ?? (() => null));
    this.ledger = new CallLedger({
      ...options,
      nextPollAt: (id) => this.#poller.nextAt(id),
      callNow: (call) => this.times.now(call).at,
    });
    this.#wrapUp = new WrapUp(this.ledger, options, this.marksChanged);
    this.changed = this.ledger.changed;
    this.events = { changed: this.ledger.news.on };
    this.writeProblem = this.ledger.problem;
    this.ledger.transitioned.on(({ before, after }) => {
      // A call with news is followed; a poll without news is no reason to go on polling.
      const isNews = before.state !== after.state || before.sid !== after.sid;
      if (isNews && canBePolled(after)) void this.#follow(after);
    });
    this.ledger.persisted.on((step) => this.#afterWrite(step));
    this.#doubt = new RecentDoubt({ ...options, ledger: this.ledger, times: this.times });
    this.#asks = new CallQueries({
      options,
      ledger: this.ledger,
      times: this.times,
      timers: this.#timers,
    });
    this.#reported = new ReportedEnds({
      ...options,
      ledger: this.ledger,
      times: this.times,
      timers: this.#timers,
      ask: (id) => this.#asks.pollDetails(id, { urgent: true }),
    });
    this.contradicted = this.#reported.contradicted;
    this.#pollOptions = {
      clock: options.clock,
      moment: (call) => this.times.now(call),
      facts: (id) => this.ledger.facts(id),
      access: (call) => this.#asks.connectionFor(call),
      apply: (id, event) => this.ledger.apply(id, event),
    };
    this.#poller = createPoller(this.#pollOptions, options);
    this.#late = new LatePolls({
      ...options,
      facts: this.#pollOptions.facts,
      isFollowed: (id) => this.#poller.follows(id),
      ask: (id) => this.pollDetails(id),
      verified: (id, urls) => {
        // Offered to this agent once more in the meantime.
        if (this.ledger.facts(id)?.state !== 'ended') return;
        this.settled.emit({ id, urls });
        this.ledger.settle(id);
      },
    });
  }

  /** What the commands of the contract's `calls` area do. */
  readonly handlers: Handlers['calls'] = {
    current: () =>
      withDatabaseErrors(() => listCurrent(this.#options.db, this.#options.isPractice())).map(
        (call) => this.ledger.view(call),
      ),
    pollNow: async ({ id }) => {
      await (this.#poller.follows(id) ? this.#poller.pollNow(id) : this.#late.pollNow(id));
      return this.ledger.get(id);
    },
    resolve: ({ id, verdict }) => {
      this.ledger.apply(id, { type: 'verdict', at: this.#now(id), verdict });
      return this.ledger.get(id);
    },
    popped: ({ id }) => {
      this.popped.emit(id);
      return null;
    },
    callMe: ({ story }) => {
      if (!this.practice) throw new AppFailure('account_switched');
      this.practice.play(story);
      return null;
    },
    setNote: ({ id, note }) => {
      const call = this.ledger.edit(id, (db) => callsTable.setNote(db, id, note));
      this.noted.emit(null);
      return call;
    },
    setDisposition: ({ id, disposition }) => this.#wrapUp.setResult(id, disposition),
    finishWrapUp: ({ id, disposition }) => {
      const filed = this.#wrapUp.finish(id, disposition);
      this.filed.emit(filed);
      return filed.call;
    },
    reopenWrapUp: ({ id, disposition }) => this.#wrapUp.reopen(id, disposition),
  };

  /** Whether a recent call to a number (E.164) may be ringing without anyone knowing. */
  inDoubt(practice: boolean, number: string): boolean {
    return this.#doubt.about(practice, number);
  }

  /** Returns a client for one call that keeps every response that was not as documented. */
  keepingUnexpected(client: ExotelClient, id: string): ExotelClient {
    return this.#asks.keepingUnexpected(client, id);
  }

  /** After a start: closes what was interrupted and follows what is open. */
  start(): void {
    const { db, bootedAt } = this.#options;
    const following: Promise<void>[] = [];
    for (const call of callsTable.listUnsettled(db)) {
      if (call.state === 'recorded' || call.state === 'sending') {
        const sent = call.state === 'sending' || !callsTable.survivedBoot(db, call.id, bootedAt);
        this.ledger.interrupt(call.id, sent);
      } else if (canBePolled(call)) {
        following.push(this.#follow(call));
        void following.at(-1)?.then(() => this.#poller.pollNow(call.id));
      } else if (call.state === 'ended') {
        void this.#verifyLater(call);
      }
    }
    void Promise.all(following).then(() => this.#late.start());
  }

  /** Handles the agent opening a call: if its end never came, it is polled once more. */
  opened(id: string): void {
    this.#late.opened(id);
  }

  /**
   * Returns the recordings that Exotel names for a call, as soon as the budget has a request to
   * spare.
   */
  pollDetails(id: string): Promise<string[]> {
    return this.#asks.pollDetails(id);
  }

  /**
   * Follows a hint: polls the call that it names now. A call in doubt may learn its sid this way;
   * Exotel's response decides whether that sid is this call's, and whether there is a call at all.
   */
  hint(hint: CallHint): void {
    try {
      const call = callMeantBy(hint, this.#options.db, this.ledger, (id) => this.#now(id));
      if (!call) return;
      if (!canBePolled(call)) this.#late.opened(call.id);
      else void this.#follow(call).then(() => this.#poller.hint(call.id, hint.event));
    } catch (error) {
      // With or without the hint, the call is polled by its own schedule.
      this.#options.log.error('a hint could not be followed', error);
    }
  }

  /** Takes what a status callback says of a call's end, or, if it proves nothing, as a hint. */
  report(content: CallbackContent): void {
    if (!this.#reported.take(content)) this.hint(content);
  }

  /**
   * Takes what the floor said of a customer's call. `first` makes its row if there is none; without
   * it, or if it returns null, news of a call that is not known is dropped. Returns the call, or null.
   */
  arrive(
    id: string,
    event: ArrivalEvent & { at: number },
    first: (() => { facts: InboundFacts; isNow: boolean }) | null,
  ): CallFacts | null {
    if (!this.#isKnown(id)) {
      if (!first) return null;
      const { facts, isNow } = first();
      this.ledger.receive(facts, isNow);
      if (isNow) this.times.begin(facts);
    }
    const call = this.ledger.apply(id, event);
    this.#announce(call, event);
    // Every word of the floor puts off asking Exotel.
    if (canBePolled(call)) void this.#follow(call).then(() => this.#poller.heard(id, call.state));
    return call;
  }

  /** Each offer is announced once, unless the call is over by the time it is heard. */
  #announce(call: CallFacts, event: ArrivalEvent): void {
    if (event.type !== 'offer' || call.direction !== 'inbound' || !isOpen(call.state)) return;
    const { offer } = call.arrival;
    if (offer !== event.offer || this.#announced.get(call.id) === offer) return;
    this.#announced.set(call.id, offer);
    if (call.practice === this.#options.isPractice()) this.arrived.emit(this.ledger.get(call.id));
  }

  /** If the database cannot be read, it cannot be told whether there is a row: as if there were none. */
  #isKnown(id: string): boolean {
    try {
      return this.ledger.facts(id) !== null;
    } catch (error) {
      this.#options.log.error('an incoming call could not be looked up', error);
      return false;
    }
  }

  /**
   * Tells the windows that something beside the machine's record changed: the recording, the
   * contact's name.
   */
  tell(id: string): void {
    this.ledger.tell(id);
  }

  sleep(): void {
    this.#poller.pause();
  }

  wake(): void {
    this.#poller.resume();
    this.#late.wake();
  }

  stop(): void {
    this.practice?.dispose();
    this.#poller.dispose();
    this.#late.dispose();
    this.#timers.dispose();
    this.ledger.dispose();
  }

  /** By the call's own clock. */
  #now(id: string): number {
    const call = this.ledger.facts(id);
    return call ? this.times.now(call).at : this.#options.clock.now();
  }

  /** What others do next may be written as well, so it waits for the disk. */
  #afterWrite({ before, after }: Transition): void {
    if (before.state === after.state) return;
    if (after.state === 'ended') void this.#verifyLater(after);
    if (dialOf(after)?.problem?.kind === 'blocked_dnd') this.marksChanged.emit(null);
    if (isTerminal(after.state) || after.state === 'unknown')
      this.ended.emit(this.ledger.get(after.id));
  }

  async #follow(call: CallFacts): Promise<void> {
    const timeScale = await this.#asks.timeScaleOf(call);
    this.#poller.follow(call.id, openCall(this.#pollOptions, call, timeScale));
  }

  /** Durations can still change for some minutes: polls once more, then the call is settled. */
  async #verifyLater(call: CallFacts): Promise<void> {
    const waitMs = verifyAfterMs * (await this.#asks.timeScaleOf(call));
    const overMs = call.endedAt === null ? 0 : this.times.now(call).at - call.endedAt;
    this.#late.verifyLater(call.id, waitMs - overMs);
  }
}
