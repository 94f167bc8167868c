import { dirname } from 'node:path';
import { type Clock, steadyNow } from '../../base/clock.ts';
import { dayMs } from '../../base/durations.ts';
import { Serial } from '../../base/serial.ts';
import { Timers } from '../../base/timers.ts';
import { callsBehind } from './backup-content.ts';
import { backUp, listBackups, replaceBackups } from './backups.ts';
import { removeSetAside } from './database-files.ts';
import { newestVersion } from './migrate.ts';
import type { DatabaseOptions } from './open-database.ts';
import { runInThread } from './run-task.ts';

export interface MaintenanceOptions extends Omit<DatabaseOptions, 'now'> {
  clock: Clock;
  /** Whether the whole database was checked when it was opened. */
  checked: boolean;
  /** Called when damage was found in the open database. Nothing was changed. */
  onDamage: () => void;
  /** Called with the folder of the last backup if the usual one cannot be used; null if it can. */
  onElsewhere: (place: string | null) => void;
}

/** Long enough after the start not to compete with anything the first window needs. */
const firstRoundMs = 10_000;
/** After a full disk, or a failure. */
const againMs = 3_600_000;
/** About a day's work: a backup is due after this many, even if a stopped clock says otherwise. */
const callsADay = 100;

/** Maintains the open database: runs the check that the start skipped, and a backup each day. */
export class Maintenance {
  readonly #options: MaintenanceOptions;
  readonly #timers: Timers;
  #checked: boolean;
  /** When the next backup is due by elapsed time; null until the last one was examined. */
  #dueAt: number | null = null;
  readonly #serial = new Serial();

  constructor(options: MaintenanceOptions) {
    this.#options = options;
    this.#checked = options.checked;
    this.#timers = new Timers(options.clock);
    this.#next(firstRoundMs);
  }

  /** Lets work already in the thread finish on its own. */
  dispose(): void {
    this.#timers.dispose();
  }

  /**
   * Scrubs what was removed from the database out of its files. With `erase`, out of every file
   * that could hold it: rewrites the database, replaces the backups and deletes damaged databases;
   * then returns whether there is a backup. Rejects if the database is in use; then it can be
   * repeated.
   */
  scrub(erase: boolean): Promise<boolean> {
    return this.#alone(async () => {
      const { file, damaged, clock } = this.#options;
      await runInThread({ do: 'scrub', file, rewrite: erase });
      if (!erase) return true;
      removeSetAside(damaged);
      return replaceBackups({ ...this.#options, now: clock.now });
    });
  }

  /** Runs `work` while nothing else in this class is running. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    return this.#serial.run(work);
  }

  #next(ms: number): void {
    this.#timers.run(ms, () => void this.#alone(() => this.#round()));
  }

  async #round(): Promise<void> {
    try {
      // A damaged database is not backed up: the next start opens the last good backup.
      if (!(await this.#isSound())) return;
      const now = steadyNow(this.#options.clock);
      this.#dueAt ??= now + this.#untilDue();
      if (this.#dueAt > now) this.#next(this.#dueAt - now);
      else await this.#backUp();
    } catch (error) {
      this.#options.log.error('the database could not be backed up', error);
      this.#next(againMs);
    }
  }

  async #isSound(): Promise<boolean> {
    if (this.#checked) return true;
    const { file, migrations, log, onDamage } = this.#options;
    const verdict = await runInThread({ do: 'check', file, known: newestVersion(migrations) });
    this.#checked = verdict.sound;
    if (verdict.sound) return true;
    log.error('the open database is damaged', verdict.why);
    onDamage();
    return false;
  }

  /**
   * Returns the milliseconds until a backup is due, given what Handset's last run left; only here
   * is the wall clock needed. A newest backup in the future comes from a clock that was wrong, then
   * or now, and makes a backup due once: the next one is newer, whatever its date.
   */
  #untilDue(): number {
    const { backups, clock, file } = this.#options;
    const [newest] = listBackups(backups);
    if (!newest || typeof newest.content === 'string') return 0;
    const age = clock.now() - newest.at;
    const grown = callsBehind(file, newest.content.lastPlace, callsADay);
    return age < 0 || grown === callsADay ? 0 : dayMs - age;
  }

  async #backUp(): Promise<void> {
    const { backups, clock, onElsewhere } = this.#options;
    const made = await backUp({ ...this.#options, now: clock.now });
    if (made) {
      this.#dueAt = steadyNow(clock) + dayMs;
      onElsewhere(dirname(made.path) === backups ? null : dirname(made.path));
    }
    this.#next(made ? dayMs : againMs);
  }
}
