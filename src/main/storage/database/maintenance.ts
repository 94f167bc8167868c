import { dirname } from 'node:path';
import { type Clock, steadyNow } from '../../base/clock.ts';
import { dayMs } from '../../base/durations.ts';
import { Serial } from '../../base/serial.ts';
import { Timers } from '../../base/timers.ts';
import { contentOf } from './backup-content.ts';
import { backUp, listBackups, replaceBackups } from './backups.ts';
import { removeSetAside } from './database-files.ts';
import { newestVersion } from './migrate.ts';
import type { DatabaseOptions } from './open-database.ts';
import { runInThread } from './run-task.ts';

export interface MaintenanceOptions extends Omit<DatabaseOptions, 'now'> {
  clock: Clock;
  /** Was the whole database checked when it was opened? */
  checked: boolean;
  /** Damage was found in the open database. Nothing was changed. */
  onDamage: () => void;
  /** Where the last backup went, as the folder for them cannot be used; null where it can. */
  onElsewhere: (place: string | null) => void;
}

/** After the start, so that it competes with nothing that the first window needs. */
const firstRoundMs = 10_000;
/** After no room, or a failure. */
const againMs = 3_600_000;
/** About a day's work: a backup is due for it, even where a clock that stands still says otherwise. */
const callsADay = 100;

/** While Handset runs: the check that the start did without, and a backup each day. */
export class Maintenance {
  readonly #options: MaintenanceOptions;
  readonly #timers: Timers;
  #checked: boolean;
  /** When the next backup is due by time that passes; null until the last one was looked at. */
  #dueAt: number | null = null;
  readonly #serial = new Serial();

  constructor(options: MaintenanceOptions) {
    this.#options = options;
    this.#checked = options.checked;
    this.#timers = new Timers(options.clock);
    this.#next(firstRoundMs);
  }

  /** What is under way in the thread comes to its end by itself. */
  dispose(): void {
    this.#timers.dispose();
  }

  /**
   * Takes what was removed from the database out of its files. `erase`: out of every file that could
   * hold it, which rewrites the database, replaces the backups and deletes damaged databases; then it
   * answers whether there is a backup. Rejects where the database is in use; then it can be repeated.
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

  /** Runs `work` while nothing else of this class is under way. */
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
   * Milliseconds until a backup is due, as the last run of Handset left it: only there a clock on
   * the wall has to be asked. A newest backup of the future is of a clock that was wrong, then or
   * now, and due once: the next one is newer, whatever its date.
   */
  #untilDue(): number {
    const { backups, clock, file } = this.#options;
    const [newest] = listBackups(backups);
    if (!newest || typeof newest.content === 'string') return 0;
    const database = contentOf(file);
    const grown = typeof database === 'string' ? 0 : database.calls - newest.content.calls;
    const age = clock.now() - newest.at;
    return age < 0 || grown >= callsADay ? 0 : dayMs - age;
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
