import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { Emitter } from '../base/emitter.ts';

/**
 * The folder recordings are kept in. It may be a link to a missing disk, be read-only, or a file
 * may stand in its place: then nothing can be saved, and it is tried again later.
 */
export class RecordingFolder {
  readonly dir: string;
  /** Emits whether it can be used, when that changes. */
  readonly changed = new Emitter<boolean>();
  #isUsable = true;

  constructor(dir: string) {
    this.dir = dir;
  }

  get isUsable(): boolean {
    return this.#isUsable;
  }

  /**
   * Creates it, closed to other users, and verifies that it can be used.
   *
   * @throws AppFailure recordings_folder, while it cannot be used
   */
  async ready(): Promise<void> {
    try {
      await mkdir(this.dir, { recursive: true, mode: 0o700 });
      await access(this.dir, constants.W_OK);
    } catch (error) {
      this.#tell(false);
      throw new AppFailure('recordings_folder', {}, { cause: error });
    }
    this.#tell(true);
  }

  #tell(isUsable: boolean): void {
    if (this.#isUsable === isUsable) return;
    this.#isUsable = isUsable;
    this.changed.emit(isUsable);
  }
}
