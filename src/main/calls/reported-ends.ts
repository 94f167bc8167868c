import type { Database } from 'better-sqlite3';
import { isReported } from '../../shared/domain/is-reported.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import type { Timers } from '../base/timers.ts';
import type { CallbackContent } from '../hints/call-hint.ts';
import { findUnsettledBySid } from '../storage/tables/dial-queries.ts';
import type { CallClock } from './call-clock.ts';
import type { CallLedger, Transition } from './call-ledger.ts';
import { reportedEnd } from './reported-end.ts';

export interface ReportedEndsOptions {
  db: Database;
  random: () => number;
  ledger: CallLedger;
  times: CallClock;
  timers: Timers;
  log: Log;
  /** Asks Exotel about a call now, whatever else waits. */
  ask: (id: string) => Promise<unknown>;
}

/** One reported end in so many is verified, whatever the load. */
export const sampledOf = 50;
/** Exotel's API may lag behind its callbacks for a moment: that is no contradiction. */
export const sampledAfterMs = 30_000;

/**
 * Takes ends as status callbacks report them, where the floor says so: it would cost more requests
 * than the account has to ask about each. Some are asked about all the same, so that a wrong word
 * does not stay unnoticed for long.
 */
export class ReportedEnds {
  /** Exotel's answer contradicted what was reported of a call; by its sid. */
  readonly contradicted = new Emitter<string>();
  readonly #options: ReportedEndsOptions;
  /** Counts up to the next sample. Desktops of a floor do not begin in step. */
  #count: number;

  constructor(options: ReportedEndsOptions) {
    this.#options = options;
    this.#count = Math.floor(options.random() * sampledOf);
    options.ledger.transitioned.on((step) => this.#compare(step));
  }

  /** Returns false if the content proves nothing: then it is a hint like any other. */
  take(content: CallbackContent): boolean {
    const { db, ledger, times, log } = this.#options;
    try {
      const id = findUnsettledBySid(db, content.sid);
      const call = id === null ? null : ledger.facts(id);
      if (call?.direction !== 'outbound') return false;
      const { at } = times.now(call);
      const told = reportedEnd(call, content, at);
      if (!told) return false;
      const after = ledger.apply(call.id, { type: 'reported', at, call: told });
      if (after.state !== 'ended') return false;
      if (after !== call) this.#sample(call.id);
      return true;
    } catch (error) {
      log.error('a reported end could not be taken', error);
      return false;
    }
  }

  #sample(id: string): void {
    this.#count += 1;
    if (this.#count < sampledOf) return;
    this.#count = 0;
    const { timers, ask, log } = this.#options;
    timers.run(sampledAfterMs, () => {
      ask(id).catch((error) => log.warn('a sample was not verified', { reason: String(error) }));
    });
  }

  #compare({ before, after }: Transition): void {
    if (before.state !== 'ended' || before.direction !== 'outbound' || !isReported(before)) return;
    if (isReported(after) || before.sid === null) return;
    if (after.state === 'ended' && after.outcome === before.outcome) return;
    this.#options.log.warn('Exotel contradicted the reported end of a call', {
      reported: before.outcome,
      told: after.outcome ?? after.state,
    });
    this.contradicted.emit(before.sid);
  }
}
