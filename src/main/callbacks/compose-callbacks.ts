import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { CallbackStatus } from '../../shared/contract/callbacks.ts';
import { AppFailure } from '../../shared/domain/app-error.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import type { AreaOf } from '../ipc/area.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import { readDocument, wholeOf, writeDocument } from '../storage/tables/documents.ts';
import {
  callbackPath,
  callbackUrl,
  newCallbackSecret,
  type StatusCallback,
  statusCallbacksTo,
} from './callback-address.ts';
import type { CallbackHint } from './callback-content.ts';
import { type CallbackListener, startCallbackListener } from './callback-listener.ts';

export interface CallbacksOptions {
  db: Database;
  settings: SettingsService;
  now: () => number;
  onHint: (hint: CallbackHint) => void;
  writeClipboard: (text: string) => Promise<void>;
  log: Log;
}

export interface Callbacks extends AreaOf<'callbacks'> {
  /** What the POST that places a call shall ask for; empty while callbacks are off. */
  wanted(): StatusCallback[];
  stop(): Promise<void>;
}

const secretKey = 'callback_secret';
const secretSchema = z.string().min(32);

/** Keeps the listener as the settings want it, and remembers what came last. */
export function composeCallbacks(options: CallbacksOptions): Callbacks {
  const { db, settings, log } = options;
  const changed = new Emitter<CallbackStatus>();
  let listener: CallbackListener | null = null;
  let state: CallbackStatus['state'] = 'off';
  let last: CallbackStatus['last'] = null;
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
    const fresh = newCallbackSecret();
    writeDocument(db, secretKey, fresh);
    return fresh;
  }
  const publicUrl = () => callbackUrl(settings.get().statusCallbacksUrl, secret());

  function status(): CallbackStatus {
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
      listener = await startCallbackListener({ port, secret: secret(), onHint });
      state = 'listening';
    } catch (error) {
      log.warn('status callbacks cannot be heard', { port, reason: String(error) });
      state = 'failed';
    }
  }
  function onHint(hint: CallbackHint): void {
    last = { at: options.now(), event: hint.event };
    options.onHint(hint);
    changed.emit(status());
  }
  const keepUp = (): void => {
    work = work.then(restart).catch((error) => log.error('status callbacks', error));
  };
  const stopWatching = settings.changed.on(keepUp);
  keepUp();

  return {
    events: { changed: changed.on },
    handlers: {
      status,
      copyUrl: async ({ local }) => {
        const url = local
          ? `http://127.0.0.1:${settings.get().statusCallbacksPort}${callbackPath(secret())}`
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
