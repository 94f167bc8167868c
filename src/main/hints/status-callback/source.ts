import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Handlers } from '../../../shared/contract/index.ts';
import type { StatusCallbacksStatus } from '../../../shared/contract/status-callbacks.ts';
import { AppFailure } from '../../../shared/domain/app-error.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Log } from '../../base/log.ts';
import { Serial } from '../../base/serial.ts';
import type { AreaOf } from '../../ipc/area.ts';
import type { SettingsService } from '../../settings/settings-service.ts';
import { readDocument, wholeOf, writeDocument } from '../../storage/tables/documents.ts';
import type { CallHint, HintSource } from '../call-hint.ts';
import {
  newSecret,
  type StatusCallback,
  statusCallbackPath,
  statusCallbacksTo,
  statusCallbackUrl,
} from './address.ts';
import { type StatusCallbackListener, startStatusCallbackListener } from './listener.ts';

export interface StatusCallbackSourceOptions {
  db: Database;
  settings: SettingsService;
  now: () => number;
  writeClipboard: (text: string) => Promise<void>;
  log: Log;
}

const secretKey = 'callback_secret';
const secretSchema = z.string().min(32);

/** Runs the listener as the settings require, and remembers what came last. */
export class StatusCallbackSource implements AreaOf<'statusCallbacks'>, HintSource {
  readonly hinted = new Emitter<CallHint>();
  readonly #changed = new Emitter<StatusCallbacksStatus>();
  readonly events = { changed: this.#changed.on };
  readonly #options: StatusCallbackSourceOptions;
  readonly #stopWatching: () => void;
  #listener: StatusCallbackListener | null = null;
  #state: StatusCallbacksStatus['state'] = 'off';
  #last: StatusCallbacksStatus['last'] = null;
  #listening: { enabled: boolean; port: number } = { enabled: false, port: 0 };
  // Starts and stops run one after the other.
  readonly #serial = new Serial();

  constructor(options: StatusCallbackSourceOptions) {
    this.#options = options;
    this.#stopWatching = options.settings.watch(
      (now) => [now.statusCallbacksEnabled, now.statusCallbacksPort, now.statusCallbacksUrl],
      () => this.start(),
    );
  }

  readonly handlers: Handlers['statusCallbacks'] = {
    status: () => this.#status(),
    copyUrl: async ({ local }) => {
      const url = local ? this.#localUrl() : this.#publicUrl();
      if (url === null) throw new AppFailure('not_found');
      await this.#options.writeClipboard(url);
      return null;
    },
  };

  /** Returns the callbacks the POST that places a call should request; empty while they are off. */
  wanted(): StatusCallback[] {
    const url = this.#state === 'listening' ? this.#publicUrl() : null;
    return url === null ? [] : statusCallbacksTo(url);
  }

  start(): void {
    this.#serial
      .run(() => this.#keepUp())
      .catch((error) => this.#options.log.error('status callbacks', error));
  }

  async stop(): Promise<void> {
    this.#stopWatching();
    await this.#serial.idle();
    await this.#listener?.close();
  }

  async #keepUp(): Promise<void> {
    const { statusCallbacksEnabled: enabled, statusCallbacksPort: port } =
      this.#options.settings.get();
    if (enabled !== this.#listening.enabled || (enabled && port !== this.#listening.port)) {
      this.#listening = { enabled, port };
      await this.#listener?.close();
      this.#listener = null;
      this.#state = 'off';
      if (enabled) await this.#listen(port);
    }
    this.#changed.emit(this.#status());
  }

  async #listen(port: number): Promise<void> {
    try {
      this.#listener = await startStatusCallbackListener({
        port,
        secret: this.#secret(),
        onHint: (hint) => this.#hear(hint),
      });
      this.#state = 'listening';
    } catch (error) {
      this.#options.log.warn('status callbacks cannot be heard', { port, reason: String(error) });
      this.#state = 'failed';
    }
  }

  #hear(hint: CallHint): void {
    this.#last = { at: this.#options.now(), event: hint.event };
    this.hinted.emit(hint);
    this.#changed.emit(this.#status());
  }

  #status(): StatusCallbacksStatus {
    const maskedUrl = this.#publicUrl()?.replace(this.#secret(), '••••••') ?? null;
    return { state: this.#state, maskedUrl, last: this.#last };
  }

  #publicUrl(): string | null {
    return statusCallbackUrl(this.#options.settings.get().statusCallbacksUrl, this.#secret());
  }

  #localUrl(): string {
    const { statusCallbacksPort: port } = this.#options.settings.get();
    return `http://127.0.0.1:${port}${statusCallbackPath(this.#secret())}`;
  }

  /**
   * Kept in the database rather than the keychain because it opens nothing at Exotel. Anyone who
   * has it can only make Handset poll Exotel a little more often, within the budget.
   */
  #secret(): string {
    const { db } = this.#options;
    const known = readDocument(db, secretKey, wholeOf(secretSchema));
    if (known) return known;
    const fresh = newSecret();
    writeDocument(db, secretKey, fresh);
    return fresh;
  }
}
