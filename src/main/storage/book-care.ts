import { dirname } from 'node:path';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Later } from '../base/later.ts';
import { contentOf } from './backup-content.ts';
import { backUp, listBackups, replaceBackups } from './backups.ts';
import { removeSetAside } from './book-files.ts';
import { inBookThread } from './book-thread.ts';
import { newestVersion } from './migrate.ts';
import type { BookOptions } from './open-book.ts';

export interface BookCareOptions extends Omit<BookOptions, 'now'> {
  clock: Clock;
  /** Was the whole book checked when it was opened? */
  checked: boolean;
  /** Damage was found in the open book. Nothing was changed. */
  onDamage: () => void;
  /** Where the last backup went, as the folder for them cannot be used; null where it can. */
  onElsewhere: (place: string | null) => void;
}

/** After the start, so that it competes with nothing that the first window needs. */
const firstRoundMs = 10_000;
const dayMs = 24 * 3_600_000;
/** After no room, or a failure. */
const againMs = 3_600_000;
/** About a day's work: a backup is due for it, even where a clock that stands still says otherwise. */
const callsADay = 100;

/** While Handset runs: the check that the start did without, and a backup each day. */
export class BookCare {
  readonly #options: BookCareOptions;
  readonly #later: Later;
  #checked: boolean;
  /** When the next backup is due by time that passes; null until the last one was looked at. */
  #dueAt: number | null = null;
  #working: Promise<unknown> = Promise.resolve();

  constructor(options: BookCareOptions) {
    this.#options = options;
    this.#checked = options.checked;
    this.#later = new Later(options.clock);
    this.#next(firstRoundMs);
  }

  /** What is under way in the thread comes to its end by itself. */
  dispose(): void {
    this.#later.dispose();
  }

  /**
   * Takes what was removed from the book out of its files. `erase`: out of every file that could
   * hold it, which rewrites the book, replaces the backups and deletes damaged books; then it
   * answers whether there is a backup. Rejects where the book is in use; then it can be repeated.
   */
  scrub(erase: boolean): Promise<boolean> {
    return this.#alone(async () => {
      const { file, damaged, clock } = this.#options;
      await inBookThread({ do: 'scrub', file, rewrite: erase });
      if (!erase) return true;
      removeSetAside(damaged);
      return replaceBackups({ ...this.#options, now: clock.now });
    });
  }

  /** Runs `work` while nothing else of this class is under way. */
  #alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#working.then(work);
    this.#working = done.catch(() => {});
    return done;
  }

  #next(ms: number): void {
    this.#later.run(ms, () => void this.#alone(() => this.#round()));
  }

  async #round(): Promise<void> {
    try {
      // A damaged book is not backed up: the next start opens the last good backup.
      if (!(await this.#isSound())) return;
      const now = steadyNow(this.#options.clock);
      this.#dueAt ??= now + this.#untilDue();
      if (this.#dueAt > now) this.#next(this.#dueAt - now);
      else await this.#backUp();
    } catch (error) {
      this.#options.log.error('the book could not be backed up', error);
      this.#next(againMs);
    }
  }

  async #isSound(): Promise<boolean> {
    if (this.#checked) return true;
    const { file, migrations, log, onDamage } = this.#options;
    const verdict = await inBookThread({ do: 'check', file, known: newestVersion(migrations) });
    this.#checked = verdict.sound;
    if (verdict.sound) return true;
    log.error('the open book is damaged', verdict.why);
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
    const book = contentOf(file);
    const grown = typeof book === 'string' ? 0 : book.calls - newest.content.calls;
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
