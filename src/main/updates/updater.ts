import type { UpdateProblem } from '../../shared/contract/updates.ts';

/** A version that the feed offers instead of this one. */
export interface OfferedVersion {
  version: string;
  /** What its makers say of it, as plain text. */
  notes: string | null;
  /** It is older, and the administrator allowed that. */
  older: boolean;
}

/** What finds, fetches and installs. Rejects with an `UpdateFailure`. */
export interface Updater {
  /** Asks the feed. Null: nothing else for this computer. */
  check(): Promise<OfferedVersion | null>;
  /** Fetches what `check` found and verifies it. Aborting leaves nothing behind. */
  download(options: { signal: AbortSignal; onProgress: (percent: number) => void }): Promise<void>;
  /** Whether the end of Handset, from now on, is followed by the installation. */
  installOnQuit(wanted: boolean): void;
  /** Ends Handset, installs, and starts it again. `onFailure`: Handset goes on as it is. */
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
