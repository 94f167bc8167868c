import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { StatusCallbacksStatus } from '../../../shared/contract/status-callbacks.ts';
import { AppFailure } from '../../../shared/domain/app-error.ts';
import { Emitter } from '../../base/emitter.ts';
import type { Log } from '../../base/log.ts';
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

export interface StatusCallbackSource extends AreaOf<'statusCallbacks'>, HintSource {
  /** What the POST that places a call shall ask for; empty while callbacks are off. */
  wanted(): StatusCallback[];
  stop(): Promise<void>;
}

const secretKey = 'callback_secret';
const secretSchema = z.string().min(32);

/** Keeps the listener as the settings want it, and remembers what came last. */
export function createStatusCallbackSource(
  options: StatusCallbackSourceOptions,
): StatusCallbackSource {
  const { db, settings, log } = options;
  const changed = new Emitter<StatusCallbacksStatus>();
  const hinted = new Emitter<CallHint>();
  let listener: StatusCallbackListener | null = null;
  let state: StatusCallbacksStatus['state'] = 'off';
  let last: StatusCallbacksStatus['last'] = null;
  let listening: { enabled: boolean; port: number } = { enabled: false, port: 0 };
  // Starts and stops happen one after the other.
  let work: Promise<void> = Promise.resolve();

  /**
   * Kept in the database and not in the keychain: it opens nothing at Exotel. Who has it can make
   * Handset ask Exotel a little more often, within the budget, and no more.
   */
  function secret(): string {
    const known = readDocument(db, secretKey, wholeOf(secretSchema));
    if (known) return known;
    const fresh = newSecret();
    writeDocument(db, secretKey, fresh);
    return fresh;
  }
  const publicUrl = () => statusCallbackUrl(settings.get().statusCallbacksUrl, secret());

  function status(): StatusCallbacksStatus {
    return { state, maskedUrl: publicUrl()?.replace(secret(), '••••••') ?? null, last };
  }
  async function restart(): Promise<void> {
    const { statusCallbacksEnabled: enabled, statusCallbacksPort: port } = settings.get();
    if (enabled !== listening.enabled || (enabled && port !== listening.port)) {
      listening = { enabled, port };
      await listener?.close();
      listener = null;
      state = 'off';
      if (enabled) await start(port);
    }
    changed.emit(status());
  }
  async function start(port: number): Promise<void> {
    try {
      listener = await startStatusCallbackListener({ port, secret: secret(), onHint });
      state = 'listening';
    } catch (error) {
      log.warn('status callbacks cannot be heard', { port, reason: String(error) });
      state = 'failed';
    }
  }
  function onHint(hint: CallHint): void {
    last = { at: options.now(), event: hint.event };
    hinted.emit(hint);
    changed.emit(status());
  }
  const keepUp = (): void => {
    work = work.then(restart).catch((error) => log.error('status callbacks', error));
  };
  const stopWatching = settings.watch(
    (now) => [now.statusCallbacksEnabled, now.statusCallbacksPort, now.statusCallbacksUrl],
    keepUp,
  );

  return {
    hinted,
    events: { changed: changed.on },
    start: keepUp,
    handlers: {
      status,
      copyUrl: async ({ local }) => {
        const url = local
          ? `http://127.0.0.1:${settings.get().statusCallbacksPort}${statusCallbackPath(secret())}`
          : publicUrl();
        if (url === null) throw new AppFailure('not_found');
        await options.writeClipboard(url);
        return null;
      },
    },
    wanted: () => {
      const url = state === 'listening' ? publicUrl() : null;
      return url === null ? [] : statusCallbacksTo(url);
    },
    stop: async () => {
      stopWatching();
      await work;
      await listener?.close();
    },
  };
}
