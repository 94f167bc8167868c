import type { Handlers } from '../../shared/contract/index.ts';
import type { UpdateManaged, UpdateStatus } from '../../shared/contract/updates.ts';
import { type Clock, steadyNow } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import { Timers } from '../base/timers.ts';
import type { AreaOf } from '../ipc/area.ts';
import { problemOf } from './update-problem.ts';
import {
  firstCheckMs,
  longestCheckMs,
  longestSilenceMs,
  mostInterruptions,
  nextCheckMs,
  quietMs,
  tendMs,
} from './update-times.ts';
import { type OfferedVersion, UpdateFailure, type Updater } from './updater.ts';

export interface UpdateServiceOptions {
  clock: Clock;
  /** Returns 0 to 1, different each time. */
  random: () => number;
  log: Log;
  /** Whether a call is live, in doubt or not wrapped up, or a dial is waiting. */
  busy: () => boolean;
  /** Loads the updater; null where Handset does not update itself. */
  open: (() => Promise<Updater>) | null;
  managed: { why: UpdateManaged; by: string | null } | null;
  canPutOff: boolean;
}

const idleStatus = {
  state: 'idle',
  version: null,
  notes: null,
  older: false,
  percent: null,
} as const;

/**
 * Decides when to check the feed, download a version and install it. Never while a call is in the
 * way, never on its own while the agent works, and after any failure not again for a day.
 */
export class UpdateService implements AreaOf<'updates'> {
  readonly changed = new Emitter<UpdateStatus>();
  readonly events = { changed: this.changed.on };
  readonly #options: UpdateServiceOptions;
  readonly #timers: Timers;
  #updater: Updater | null = null;
  #status: UpdateStatus;
  #told = '';
  #dueAt = 0;
  #freeSince: number | null = null;
  #download: AbortController | null = null;
  #interruptions = 0;
  #disposed = false;

  constructor(options: UpdateServiceOptions) {
    this.#options = options;
    this.#timers = new Timers(options.clock);
    this.#status = {
      ...idleStatus,
      managed: options.managed?.why ?? null,
      managedBy: options.managed?.by ?? null,
      busy: false,
      installOnQuit: true,
      canPutOff: options.canPutOff,
      problem: null,
      checkedAt: null,
    };
    if (options.open === null) return;
    this.#dueAt = this.#now() + firstCheckMs(options.random());
    this.#tick();
  }

  /** Handlers of the contract's `updates` commands. */
  readonly handlers: Handlers['updates'] = {
    status: () => this.#current(),
    check: () => {
      this.#dueAt = this.#now();
      this.#interruptions = 0;
      this.#freeSince = Number.NEGATIVE_INFINITY;
      this.tend();
      return this.#current();
    },
    install: ({ when }) => {
      if (when === 'now') this.#installNow();
      else this.#tell({ installOnQuit: when === 'on_quit' || !this.#options.canPutOff });
      return this.#current();
    },
  };

  /** Decides what to do now. Call it also when a call or a waiting dial changed. */
  tend(): void {
    if (this.#options.open === null || this.#disposed) return;
    const busy = this.#options.busy();
    if (busy) {
      this.#freeSince = null;
      this.#interrupt();
    } else {
      this.#freeSince ??= this.#now();
      this.#goOn(this.#now() - this.#freeSince >= quietMs);
    }
    this.#tell({ busy });
  }

  /** Whether Handset is about to quit for the installer. */
  isLeaving(): boolean {
    return this.#status.state === 'installing';
  }

  /** Handset is quitting: decides whether to install now. */
  stop(): void {
    this.#disposed = true;
    this.#timers.dispose();
    this.#download?.abort();
    const { state, installOnQuit } = this.#status;
    if (state === 'installing') return;
    this.#updater?.installOnQuit(state === 'ready' && installOnQuit && !this.#options.busy());
  }

  #now(): number {
    return steadyNow(this.#options.clock);
  }

  #tick(): void {
    this.#timers.run(tendMs, () => {
      this.tend();
      this.#tick();
    });
  }

  #goOn(quiet: boolean): void {
    const { state } = this.#status;
    if (!quiet || state === 'checking' || state === 'downloading' || state === 'installing') return;
    if (this.#now() >= this.#dueAt) void this.#check();
    else if (state === 'found') void this.#fetch();
  }

  #interrupt(): void {
    if (!this.#download || this.#download.signal.aborted) return;
    this.#download.abort();
    this.#interruptions += 1;
  }

  async #check(): Promise<void> {
    const before = this.#status;
    this.#dueAt = this.#now() + nextCheckMs(this.#options.random());
    this.#interruptions = 0;
    this.#tell({ state: 'checking', problem: null });
    try {
      this.#updater ??= (await this.#options.open?.()) ?? null;
      const found = await this.#inTime(this.#updater?.check() ?? null);
      this.#tell({ checkedAt: this.#options.clock.now() });
      this.#offer(found, before);
    } catch (error) {
      const problem = this.#failed(error, 'check');
      // An unreachable feed does not withdraw a version that is ready; any other problem does.
      const keep = problem === 'unreachable' && before.state === 'ready' && this.#updater !== null;
      if (keep) this.#tell({ state: 'ready' });
      else this.#tell(idleStatus);
    }
  }

  #offer(found: OfferedVersion | null, before: UpdateStatus): void {
    if (!found) {
      this.#tell(idleStatus);
      return;
    }
    const ready = before.state === 'ready' && before.version === found.version;
    this.#tell({ ...found, state: ready ? 'ready' : 'found', percent: null });
    // In the same quiet moment; a call that came in meanwhile goes first.
    this.tend();
  }

  /**
   * Limits how long a check may take, so that a silent feed does not leave Handset checking for
   * ever. The updater that is still waiting is abandoned, and the next check uses a new one.
   */
  #inTime<T>(asked: Promise<T> | null): Promise<T | null> {
    return new Promise((resolve, reject) => {
      let over = false;
      this.#timers.run(longestCheckMs, () => {
        if (over) return;
        this.#updater?.installOnQuit(false);
        this.#updater = null;
        reject(new UpdateFailure('unreachable'));
      });
      Promise.resolve(asked)
        .finally(() => {
          over = true;
        })
        .then(resolve, reject);
    });
  }

  async #fetch(): Promise<void> {
    const download = new AbortController();
    this.#download = download;
    this.#tell({ state: 'downloading', percent: 0, problem: null });
    const silence = this.#watchSilence(download);
    try {
      await this.#updater?.download({
        signal: download.signal,
        onProgress: (percent) => {
          silence.heard();
          this.#tell({ percent: Math.floor(percent) });
          if (this.#options.busy()) this.tend();
        },
      });
      this.#tell({ state: 'ready', percent: null });
    } catch (error) {
      this.#notFetched(error, download.signal);
    } finally {
      silence.end();
      this.#download = null;
    }
  }

  #notFetched(error: unknown, { aborted, reason }: AbortSignal): void {
    if (!aborted || reason instanceof UpdateFailure) {
      this.#failed(aborted ? reason : error, 'download');
      this.#tell(idleStatus);
    } else if (this.#interruptions >= mostInterruptions) {
      this.#tell({ ...idleStatus, problem: 'interrupted' });
    } else {
      this.#tell({ state: 'found', percent: null });
    }
  }

  #watchSilence(download: AbortController): { heard(): void; end(): void } {
    let heardAt = this.#now();
    let over = false;
    const watchSilence = (): void => {
      if (over) return;
      const silent = this.#now() - heardAt;
      if (silent >= longestSilenceMs) download.abort(new UpdateFailure('incomplete'));
      else this.#timers.run(longestSilenceMs - silent, watchSilence);
    };
    this.#timers.run(longestSilenceMs, watchSilence);
    return {
      heard: () => {
        heardAt = this.#now();
      },
      end: () => {
        over = true;
      },
    };
  }

  #installNow(): void {
    const busy = this.#options.busy();
    this.#tell({ busy });
    if (this.#status.state !== 'ready' || busy || !this.#updater) return;
    this.#tell({ state: 'installing', problem: null });
    this.#updater.installNow((error) => {
      this.#failed(error, 'install');
      this.#tell({ state: 'ready' });
    });
  }

  #failed(error: unknown, step: 'check' | 'download' | 'install'): UpdateStatus['problem'] {
    const problem = problemOf(error, step);
    this.#options.log.warn('an update did not come about', { problem, reason: String(error) });
    this.#tell({ problem });
    return problem;
  }

  #current(): UpdateStatus {
    return { ...this.#status, busy: this.#options.open !== null && this.#options.busy() };
  }

  #tell(news: Partial<UpdateStatus>): void {
    this.#status = { ...this.#status, ...news };
    const said = JSON.stringify(this.#status);
    if (said === this.#told || this.#disposed) return;
    this.#told = said;
    this.changed.emit(this.#status);
  }
}
