import type { UpdateProblem } from '../../shared/contract/updates.ts';

/** A version the feed offers in place of this one. */
export interface OfferedVersion {
  version: string;
  /** Its release notes, as plain text. */
  notes: string | null;
  /** Whether it is older, which the administrator allowed. */
  older: boolean;
}

/** Finds, downloads and installs versions. Rejects with an `UpdateFailure`. */
export interface Updater {
  /** Checks the feed. Returns null if it has nothing else for this computer. */
  check(): Promise<OfferedVersion | null>;
  /** Downloads what `check` found and verifies it. Aborting leaves nothing behind. */
  download(options: { signal: AbortSignal; onProgress: (percent: number) => void }): Promise<void>;
  /** Sets whether quitting Handset installs the version. */
  installOnQuit(wanted: boolean): void;
  /**
   * Quits Handset, installs, and starts it again. If `onFailure` is called, Handset keeps running.
   */
  installNow(onFailure: (error: unknown) => void): void;
}

export class UpdateFailure extends Error {
  readonly problem: UpdateProblem;

  constructor(problem: UpdateProblem, options?: ErrorOptions) {
    super(problem, options);
    this.name = 'UpdateFailure';
    this.problem = problem;
  }
}
