import type { Database } from 'better-sqlite3';
import type { Handlers } from '../../shared/contract/index.ts';
import type { ErasedPerson, PersonPreview, RemovedCalls } from '../../shared/contract/privacy.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Clock } from '../base/clock.ts';
import { dayMs } from '../base/durations.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { displayNumber, isSameNumber, parseNumber } from '../base/phone-number.ts';
import { Serial } from '../base/serial.ts';
import { Timers } from '../base/timers.ts';
import type { ConfirmedTime } from '../exotel/confirmed-time.ts';
import type { AreaOf } from '../ipc/area.ts';
import { withDatabaseErrors } from '../storage/database/connection.ts';
import { getCall } from '../storage/tables/calls.ts';
import { findContact } from '../storage/tables/contacts.ts';
import { hasLiveCall } from '../storage/tables/dial-queries.ts';
import { findMark } from '../storage/tables/do-not-call-marks.ts';
import { removeCallForGood } from '../storage/tables/erasure.ts';
import { countPerson } from '../storage/tables/erasure-queries.ts';
import { countRemoved } from '../storage/tables/removed-calls.ts';
import { blankLateMentions, eraseFromDatabase } from './erase-from-database.ts';
import { clearFiles, clearLeftovers, type LeftoverOptions } from './leftovers.ts';
import { findMentions } from './mentions.ts';
import { settleRemovedFiles } from './removed-files.ts';
import { restoreAll } from './restore.ts';
import { countOldCalls, forgetOldRemoved, removeOldCalls, removeOldMissed } from './retention.ts';

export interface PrivacyOptions extends LeftoverOptions {
  db: Database;
  clock: Clock;
  /** Without it nothing is removed for its age. */
  time: Pick<ConfirmedTime, 'now' | 'standing'>;
  log: Log;
  /** ISO 3166 alpha-2: decides how numbers without a country code are read. */
  defaultCountry: () => string;
  /** The account's own numbers: its phone and its ExoPhone. */
  ownNumbers: () => readonly string[];
  /** How many days calls are kept; null for ever. */
  keepCallsDays: () => number | null;
  /** Keeps calls for ever from now on; otherwise restored calls would be removed again. */
  keepForEver: () => void;
  /** Counts damaged databases that were set aside. */
  countDamaged: () => number;
  /** Counts recordings whose calls are not in the database. */
  countWithoutCall: () => number;
  /** Stops any work on the recording of a call that is gone. */
  endRecording: (callId: string) => Promise<void>;
}

const mentionsShown = 5;

/**
 * Removes a person for good, and removes calls older than the agent wants to keep, which can be
 * restored for some days.
 */
export class PrivacyService implements AreaOf<'privacy'> {
  readonly events = {};
  /** Emits when calls or contacts are gone, or back. */
  readonly removed = new Emitter<null>();

  readonly #options: PrivacyOptions;
  readonly #timers: Timers;
  readonly #stopping = new AbortController();
  /** Runs one removal at a time. */
  readonly #serial = new Serial();

  constructor(options: PrivacyOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
  }

  readonly handlers: Handlers['privacy'] = {
    preview: ({ number }) => this.#preview(this.#read(number)),
    erase: ({ number, keepDoNotCall }) => {
      const e164 = this.#read(number);
      return this.#inTurn(() => this.#erase(e164, keepDoNotCall));
    },
    eraseCall: ({ id }) => this.#inTurn(() => this.#eraseCall(id)),
    countOlder: async ({ days }) => ({
      calls: await countOldCalls(
        this.#options.db,
        this.#options.time.now() ?? this.#options.clock.now(),
        days * dayMs,
      ),
    }),
    removedCalls: () => this.#removedCalls(),
    restoreCalls: () => this.#inTurn(() => this.#restore()),
  };

  /**
   * Finishes what was interrupted when Handset last ended, then applies retention, now and daily.
   */
  start(): Promise<void> {
    return this.#inTurn(async () => {
      await settleRemovedFiles(this.#options.db, this.#options.recordings);
      await this.#clear();
      await this.#sweep();
    })
      .catch((error) => this.#options.log.error('removing is not finished', error))
      .finally(() => this.#timers.run(dayMs, () => void this.start()));
  }

  /** Call it when the agent changed how long calls are kept, or once the time is confirmed. */
  async retentionChanged(): Promise<void> {
    await this.#inTurn(() => this.#sweep()).catch((error) =>
      this.#options.log.error('old calls could not be removed', error),
    );
  }

  /** Work under way stops at its next step and continues at the next start. */
  stop(): void {
    this.#stopping.abort();
    this.#timers.dispose();
  }

  async #preview(number: string): Promise<PersonPreview> {
    const { db, countDamaged, countWithoutCall } = this.#options;
    // A person is erased from both histories.
    const inBoth = <T>(find: (practice: boolean) => T | null): T | null =>
      withDatabaseErrors(() => find(false) ?? find(true));
    const contact = inBoth((practice) => findContact(db, practice, number));
    const mentions = await findMentions(db, number);
    const calls = [...new Set(mentions.flatMap(({ callId }) => callId ?? []))]
      .flatMap((id) => getCall(db, id) ?? [])
      .sort((one, other) => other.seq - one.seq);
    return {
      number,
      display: displayNumber(number),
      name: contact?.name ?? null,
      doNotCall: inBoth((practice) => findMark(db, practice, number)) !== null,
      ...withDatabaseErrors(() => countPerson(db, number)),
      damagedDatabases: countDamaged(),
      recordingsWithoutCall: countWithoutCall(),
      mentions: calls.slice(0, mentionsShown),
      mentionsTotal: calls.length + mentions.filter(({ callId }) => callId === null).length,
    };
  }

  async #erase(number: string, keepDoNotCall: boolean): Promise<ErasedPerson> {
    const { db } = this.#options;
    const mentions = await findMentions(db, number);
    this.#refuseWhileLive();
    const { calls, recordings } = countPerson(db, number);
    const gone = withDatabaseErrors(() => eraseFromDatabase(db, number, keepDoNotCall, mentions));
    this.removed.emit(null);
    const backedUp = await this.#finishErasing(async () => {
      await blankLateMentions(db, number);
      await this.#removeFiles(gone.map(({ id }) => id));
    });
    this.#options.log.info('a person was erased', { calls });
    return { calls, recordings, backedUp };
  }

  /** If a call's number cannot be read, we can't tell whose it is: only that call is erased. */
  async #eraseCall(id: string): Promise<ErasedPerson> {
    const { db, log } = this.#options;
    const call = withDatabaseErrors(() => getCall(db, id));
    if (!call) throw new AppFailure('not_found');
    this.#refuseWhileLive();
    const recordings = withDatabaseErrors(() => removeCallForGood(db, call.seq));
    this.removed.emit(null);
    const backedUp = await this.#finishErasing(() => this.#removeFiles([call.id]));
    log.info('a single call was erased');
    return { calls: 1, recordings, backedUp };
  }

  #refuseWhileLive(): void {
    const { db } = this.#options;
    if (hasLiveCall(db, false) || hasLiveCall(db, true)) throw new AppFailure('erase_live_call');
  }

  /** Scrubs what the database has removed from the files; returns whether there is a backup. */
  async #finishErasing(removeFiles: () => Promise<void>): Promise<boolean> {
    try {
      await removeFiles();
      return await this.#clear();
    } catch (error) {
      this.#options.log.error('an erasure is not finished', error);
      throw new AppFailure('erase_unfinished', {}, { cause: error });
    }
  }

  async #sweep(): Promise<void> {
    const { db, time, log, keepCallsDays } = this.#options;
    const now = time.now();
    if (now === null) return;
    const { signal } = this.#stopping;
    const forgotten = await forgetOldRemoved(db, now, signal);
    const days = keepCallsDays();
    const calls =
      days === null
        ? 0
        : await removeOldCalls(
            db,
            { now, keepMs: days * dayMs },
            (callIds) => this.#removeFiles(callIds),
            signal,
          );
    const keepMs = days === null ? null : days * dayMs;
    const missed = await removeOldMissed(db, { now, keepMs }, signal);
    if (calls > 0) this.removed.emit(null);
    if (calls + forgotten + missed === 0) return;
    log.info('old calls were removed', { calls, forgotten, missed });
    await this.#clear();
  }

  #removedCalls(): RemovedCalls {
    const { db, time } = this.#options;
    return { time: time.standing, ...withDatabaseErrors(() => countRemoved(db)) };
  }

  async #restore(): Promise<{ calls: number }> {
    const { db, recordings, keepForEver, log } = this.#options;
    keepForEver();
    const calls = await restoreAll(db, this.#stopping.signal);
    await settleRemovedFiles(db, recordings);
    this.removed.emit(null);
    log.info('removed calls were restored', { calls });
    return { calls };
  }

  async #removeFiles(callIds: string[]): Promise<void> {
    for (const id of callIds) await this.#options.endRecording(id);
    await clearFiles(this.#options);
  }

  #clear(): Promise<boolean> {
    return clearLeftovers(this.#options);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.#serial.run(() => {
      this.#stopping.signal.throwIfAborted();
      return work();
    });
  }

  #read(text: string): string {
    const { e164 } = parseNumber(text, this.#options.defaultCountry());
    if (e164 === null) throw new AppFailure('erase_number_invalid');
    if (this.#options.ownNumbers().some((own) => isSameNumber(e164, own)))
      throw new AppFailure('erase_own_number');
    return e164;
  }
}
