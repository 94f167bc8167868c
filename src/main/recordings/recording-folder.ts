import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { Emitter } from '../base/emitter.ts';

/**
 * The folder that recordings lie in. It may be a link to a disk that is not there, be read-only, or
 * a file may stand in its place: then nothing can be saved, and it is tried again later.
 */
export class RecordingFolder {
  readonly dir: string;
  /** It cannot be used, or can be used again. */
  readonly changed = new Emitter<boolean>();
  #isUsable = true;

  constructor(dir: string) {
    this.dir = dir;
  }

  get isUsable(): boolean {
    return this.#isUsable;
  }

  /**
   * Makes it, for nobody but its owner, and makes sure of it.
   *
   * @throws AppFailure recordings_folder, while it cannot be used.
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
