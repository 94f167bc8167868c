import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { strToU8, zipSync } from 'fflate';
import type { AccountView } from '../../shared/domain/account.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import type { Settings } from '../../shared/domain/settings.ts';
import type { Clock } from '../base/clock.ts';
import { logFiles } from '../base/log.ts';
import type { AreaOf } from '../ipc/area.ts';
import { runInThread } from '../storage/database/run-task.ts';
import { listTimeline } from '../storage/tables/calls.ts';
import { listNewest } from '../storage/tables/newest-calls.ts';
import { oddThings } from '../storage/tables/odd-things.ts';
import { accountReport, type Clean, callReport, settingsReport } from './diagnostics-report.ts';

export interface DiagnosticsOptions {
  db: Database;
  clock: Clock;
  /** The folder of the log files. */
  logs: string;
  clean: Clean;
  /** Why the log cannot be written; null if it can. */
  logTrouble: () => string | null;
  settings: () => Settings;
  account: () => AccountView;
  /** How far this computer's clock is ahead of Exotel's; null until a response has told. */
  clockOffsetMs: () => number | null;
  /** Versions of Handset, of its runtime, and of the system. */
  versions: () => Record<string, string>;
  /**
   * How the system shows files and asks where to save one; null from the latter means cancelled.
   */
  files: {
    reveal(file: string): void;
    askWhereToSave(
      name: string,
      kind: { name: string; extensions: string[] },
    ): Promise<string | null>;
  };
}

const callsTold = 20;

/**
 * Collects what helps support: how the calls went, the database's state, the log. No key, token,
 * numbers, names or notes.
 */
export class Diagnostics implements AreaOf<'diagnostics'> {
  readonly events = {};
  readonly #options: DiagnosticsOptions;

  constructor(options: DiagnosticsOptions) {
    this.#options = options;
  }

  readonly handlers: AreaOf<'diagnostics'>['handlers'] = {
    export: async () => {
      const zip = { name: 'ZIP', extensions: ['zip'] };
      const path = await this.#options.files.askWhereToSave(this.fileName(), zip);
      if (path !== null) await this.write(path);
      return { path };
    },
    revealLog: () => {
      const { files, logs } = this.#options;
      files.reveal(join(logs, logFiles[0]));
      return null;
    },
  };

  /** For example `handset-diagnostics-2026-01-05.zip`. */
  fileName(): string {
    const day = new Date(this.#options.clock.now()).toISOString().slice(0, 10);
    return `handset-diagnostics-${day}.zip`;
  }

  /** Writes the zip; under its name there is either a whole one or none. Throws `export_failed`. */
  async write(path: string): Promise<void> {
    const temporary = `${path}.part`;
    try {
      await writeFile(temporary, await this.#zip(), { mode: 0o600 });
      await rename(temporary, path);
    } catch (cause) {
      await rm(temporary, { force: true }).catch(() => {});
      const reason = (cause as NodeJS.ErrnoException).code ?? 'unknown';
      throw new AppFailure('export_failed', { reason }, { cause });
    }
  }

  async #zip(): Promise<Uint8Array> {
    const files: Record<string, Uint8Array> = {
      'report.json': strToU8(JSON.stringify(await this.#report(), null, 2)),
    };
    for (const name of logFiles) {
      const log = await this.#log(name);
      if (log !== null) files[`logs/${name}`] = strToU8(log);
    }
    return zipSync(files);
  }

  async #report() {
    const { db, clock, clean, logTrouble, settings, account, clockOffsetMs, versions } =
      this.#options;
    return {
      exportedAt: new Date(clock.now()).toISOString(),
      clockOffsetMs: clockOffsetMs(),
      logTrouble: logTrouble(),
      versions: versions(),
      account: accountReport(account()),
      settings: settingsReport(settings()),
      database: await tryTo(() => runInThread({ do: 'health', file: db.name }), clean),
      calls: await tryTo(
        () =>
          listNewest(db, callsTold).map((call) =>
            callReport(call, listTimeline(db, call.id), clean),
          ),
        clean,
      ),
      // Last, so that it includes what was found just now.
      odd: oddThings(db).map(clean),
    };
  }

  /**
   * Redacted when it was written, and again here for what an earlier version did not know about.
   */
  async #log(name: string): Promise<string | null> {
    try {
      const text = await readFile(join(this.#options.logs, name), 'utf8');
      return this.#options.clean(text).replaceAll(homedir(), '~');
    } catch {
      return null;
    }
  }
}

/** A damaged database is what the report is for: note the failure and continue. */
async function tryTo<T>(work: () => T, clean: Clean): Promise<Awaited<T> | { failed: string }> {
  try {
    return await work();
  } catch (error) {
    return { failed: clean(String(error)) };
  }
}
