import type { Clock } from '../base/clock.ts';
import { Later } from '../base/later.ts';
import { type BackupOptions, backUp, listBackups } from './backups.ts';
import { inBookThread } from './book-thread.ts';
import { newestVersion } from './migrate.ts';

export interface BookCareOptions extends Omit<BackupOptions, 'now'> {
  clock: Clock;
  /** Was the whole book checked when it was opened? */
  checked: boolean;
  /** Damage was found in the open book. Nothing was changed. */
  onDamage: () => void;
}

/** After the start, so that it competes with nothing that the first window needs. */
const firstRoundMs = 10_000;
const dayMs = 24 * 3_600_000;
/** After no room, or a failure. */
const againMs = 3_600_000;

/** While Handset runs: the check that the start did without, and a backup each day. */
export class BookCare {
  readonly #options: BookCareOptions;
  readonly #later: Later;
  #checked: boolean;

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

  #next(ms: number): void {
    this.#later.run(ms, () => void this.#round());
  }

  async #round(): Promise<void> {
    try {
      // A damaged book is not backed up: the next start opens the last good backup.
      if (!(await this.#isSound())) return;
      const wait = this.#untilDue();
      if (wait > 0) this.#next(wait);
      else this.#next((await this.#backUp()) ? dayMs : againMs);
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

  /** Milliseconds until a backup is due. One from the future is of a clock that was wrong. */
  #untilDue(): number {
    const { backups, clock } = this.#options;
    const age = clock.now() - (listBackups(backups)[0]?.at ?? 0);
    return age < 0 ? 0 : dayMs - age;
  }

  async #backUp(): Promise<boolean> {
    return (await backUp({ ...this.#options, now: this.#options.clock.now })) !== null;
  }
}
