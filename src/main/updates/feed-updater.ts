import {
  AppImageUpdater,
  type AppUpdater,
  CancellationToken,
  MacUpdater,
  NsisUpdater,
  type UpdateInfo,
} from 'electron-updater';
import { z } from 'zod';
import type { Log } from '../base/log.ts';
import { FeedExecutor, type OpenRequest } from './feed-executor.ts';
import type { InstallKind } from './install-kind.ts';
import type { UpdateFeed } from './update-feed.ts';
import { problemOf } from './update-problem.ts';
import { type OfferedVersion, UpdateFailure, type Updater } from './updater.ts';
import { verifyStrictly } from './verify-strictly.ts';

/** The running Handset, as electron-updater needs it. */
export type UpdatedApp = NonNullable<ConstructorParameters<typeof NsisUpdater>[1]>;

export interface FeedUpdaterOptions {
  kind: InstallKind;
  feed: Extract<UpdateFeed, { kind: 'feed' }>;
  app: UpdatedApp;
  openRequest: OpenRequest;
  /** Starts another program once this one has ended. */
  relaunch: (execPath: string) => void;
  log: Log;
}

const kinds = { nsis: NsisUpdater, mac: MacUpdater, appimage: AppImageUpdater };

/** Nobody reads longer notes, and they may be anything. */
const longestNotes = 4000;
const notesSchema = z
  .union([
    z.string(),
    z
      .array(z.object({ version: z.string(), note: z.string().nullable() }))
      .transform((all) => all.map(({ version, note }) => `${version}\n${note ?? ''}`).join('\n\n')),
  ])
  .transform((text) => text.trim().slice(0, longestNotes) || null)
  .catch(null);

/**
 * Wraps electron-updater; nothing else knows it. Load this module only if there is a feed:
 * `import()` it.
 */
export function openFeedUpdater(options: FeedUpdaterOptions): Updater {
  const { kind, feed, app } = options;
  const updater = new kinds[kind](undefined, app);
  const executor = new FeedExecutor(options.openRequest);
  // Its type hides this field, but an app of our own leaves it for us to fill.
  Object.assign(updater, { httpExecutor: executor });
  configure(updater, options);
  if (updater instanceof NsisUpdater) verifyStrictly(updater);
  if (feed.url !== null) updater.setFeedURL({ provider: 'generic', url: feed.url });

  return {
    check: () =>
      failingAs('check', async () => {
        const result = await updater.checkForUpdates();
        return result && offered(updater, result.isUpdateAvailable, result.updateInfo);
      }),
    download: ({ signal, onProgress }) =>
      failingAs('download', async () => {
        const token = new CancellationToken();
        const progress = ({ percent }: { percent: number }): void => onProgress(percent);
        const cancel = (): void => {
          token.cancel();
          executor.abortAll();
        };
        signal.addEventListener('abort', cancel, { once: true });
        updater.on('download-progress', progress);
        try {
          await updater.downloadUpdate(token);
        } finally {
          signal.removeEventListener('abort', cancel);
          updater.off('download-progress', progress);
        }
      }),
    installOnQuit: (wanted) => {
      updater.autoInstallOnAppQuit = wanted;
    },
    installNow: (onFailure) => {
      updater.once('error', onFailure);
      if (kind === 'appimage') replaceThenRelaunch(updater, options);
      // Silent, because the agent has already agreed; and starts Handset afterwards.
      else updater.quitAndInstall(true, true);
    },
  };
}

function configure(
  updater: AppUpdater,
  { feed, log }: Pick<FeedUpdaterOptions, 'feed' | 'log'>,
): void {
  updater.logger = {
    info: (text: unknown) => log.info('updates', { text: String(text) }),
    warn: (text: unknown) => log.warn('updates', { text: String(text) }),
    error: (text: unknown) => log.warn('updates', { text: String(text) }),
  };
  updater.autoDownload = false;
  // Decided again at each quit; electron-updater listens for it only if this is set by then.
  updater.autoInstallOnAppQuit = true;
  updater.disableWebInstaller = true;
  updater.allowDowngrade = feed.allowDowngrade;
  // The id it uses to tell computers apart in a staged roll-out is nobody else's business.
  updater.requestHeaders = { 'x-user-staging-id': 'not-told' };
}

function offered(
  updater: AppUpdater,
  isAvailable: boolean,
  { version, releaseNotes }: UpdateInfo,
): OfferedVersion | null {
  const older = updater.currentVersion.compare(version) > 0;
  if (!isAvailable && older && !updater.allowDowngrade) throw new UpdateFailure('older');
  return isAvailable ? { version, notes: notesSchema.parse(releaseNotes), older } : null;
}

/**
 * Relaunches Handset only after it has ended. electron-updater would start the new file while this
 * Handset still holds the instance lock: the new one would quit, and none would be left.
 */
function replaceThenRelaunch(updater: AppUpdater, { app, relaunch }: FeedUpdaterOptions): void {
  let file = process.env['APPIMAGE'] ?? '';
  updater.on('appimage-filename-updated', (path) => {
    file = path;
  });
  updater.autoInstallOnAppQuit = true;
  // Runs after electron-updater's own listener, which puts the file in place.
  app.onQuit(() => relaunch(file));
  app.quit();
}

async function failingAs<T>(step: 'check' | 'download', task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    throw new UpdateFailure(problemOf(error, step), { cause: error });
  }
}
