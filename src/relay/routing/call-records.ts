import { type Clock, steadyNow } from '../../main/base/clock.ts';
import { hourMs, minuteMs } from '../../main/base/durations.ts';
import type { Queue } from '../config.ts';
import type { CallRecord } from './call-record.ts';

/** Longer than the longest conversation; and for one that is over, than Exotel repeats itself. */
const openForMs = 3 * hourMs;
const overForMs = 20 * minuteMs;
const mostRecords = 20_000;

/** The calls that this relay knows: bounded, and forgotten some time after they were heard of last. */
export class CallRecords {
  readonly #clock: Clock;
  /** The one heard of longest ago first. */
  readonly #all = new Map<string, CallRecord>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get all(): readonly CallRecord[] {
    return [...this.#all.values()];
  }

  /** Returns the call, which is thereby heard of again. */
  find(sid: string): CallRecord | null {
    const found = this.#all.get(sid);
    if (!found) return null;
    found.touched = steadyNow(this.#clock);
    this.#all.delete(sid);
    this.#all.set(sid, found);
    return found;
  }

  add(sid: string, queue: Queue, parties: Pick<CallRecord, 'caller' | 'called'>): CallRecord {
    this.#forget();
    const now = steadyNow(this.#clock);
    const record: CallRecord = {
      sid,
      queue,
      ...parties,
      began: now,
      touched: now,
      attempts: [],
      attemptsBefore: 0,
      last: null,
      making: null,
      overflowRung: false,
      wasAnswered: false,
      missedIn: [],
      came: null,
    };
    this.#all.set(sid, record);
    return record;
  }

  clear(): void {
    this.#all.clear();
  }

  #forget(): void {
    const now = steadyNow(this.#clock);
    for (const [sid, { touched, came }] of this.#all) {
      const age = now - touched;
      if (age > openForMs || (came !== null && age > overForMs)) this.#all.delete(sid);
      // Those that follow were heard of later.
      else if (age <= overForMs) break;
    }
    const [oldest] = this.#all.keys();
    if (this.#all.size >= mostRecords && oldest !== undefined) this.#all.delete(oldest);
  }
}
