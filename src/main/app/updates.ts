import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { app, net, session } from 'electron';
import { isTerminal } from '../../shared/domain/call.ts';
import type { Clock } from '../base/clock.ts';
import type { Log } from '../base/log.ts';
import type { CallService } from '../calls/call-service.ts';
import type { AreaOf } from '../ipc/area.ts';
import { listCurrent } from '../storage/tables/wrap-ups.ts';
import type { FeedUpdaterOptions, UpdatedApp } from '../updates/feed-updater.ts';
import { type InstallKind, installKind } from '../updates/install-kind.ts';
import { administratorFile, chooseFeed, type UpdateFeed } from '../updates/update-feed.ts';
import { UpdateService, type UpdateServiceOptions } from '../updates/update-service.ts';
import type { Updater } from '../updates/updater.ts';

export interface UpdatesOptions {
  db: Database;
  clock: Clock;
  log: Log;
  calls: Pick<CallService, 'changed'>;
  isPractice: () => boolean;
  /** Whether a dial is waiting for its countdown or for the agent. */
  dialWaits: () => boolean;
  /** Folder of the files that ship beside the bundles. */
  resources: string;
}

export interface Updates extends AreaOf<'updates'> {
  /** Whether Handset is quitting for the installer: its windows must not stay in the tray. */
  isLeaving(): boolean;
}

/**
 * Creates updates from the configured feed; without one nothing is loaded and nothing is requested.
 */
export function composeUpdates(options: UpdatesOptions): Updates {
  const { db, clock, log, calls, isPractice, dialWaits } = options;
  const { platform, env, execPath, resourcesPath } = process;
  // Beside the archive; the source folder has none.
  const builtIn = join(resourcesPath ?? '', 'app-update.yml');
  const feed = chooseFeed({ file: administratorFile(platform, env), env, builtIn });
  const kind = installKind({ platform, isPackaged: app.isPackaged, execPath, env });
  const service = new UpdateService({
    clock,
    random: Math.random,
    log,
    busy: () => dialWaits() || hasOpenCalls(db, isPractice()),
    canPutOff: platform !== 'darwin',
    ...howUpdated(feed, kind, (chosen) => open(options, chosen, builtIn)),
  });
  const stopFollowing = calls.changed.on(() => service.tend());
  return {
    handlers: service.handlers,
    events: service.events,
    isLeaving: () => service.isLeaving(),
    stop: () => {
      stopFollowing();
      service.stop();
    },
  };
}

/**
 * Whether any call is live, in doubt or not wrapped up in this history, or still going on in the
 * other.
 */
function hasOpenCalls(db: Database, practice: boolean): boolean {
  return (
    listCurrent(db, practice).length > 0 ||
    listCurrent(db, !practice).some(({ state }) => !isTerminal(state))
  );
}

/** Returns how this installation is updated, and with what. */
export function howUpdated(
  feed: UpdateFeed,
  kind: InstallKind | null,
  openWith: (chosen: Pick<FeedUpdaterOptions, 'feed' | 'kind'>) => Promise<Updater>,
): Pick<UpdateServiceOptions, 'open' | 'managed'> {
  if (feed.kind === 'unusable') return { open: null, managed: { why: 'unusable', by: feed.where } };
  if (feed.kind === 'none') return { open: null, managed: { why: 'administrator', by: null } };
  if (kind === null) return { open: null, managed: { why: 'package', by: null } };
  return { open: () => openWith({ feed, kind }), managed: null };
}

async function open(
  { log, resources }: UpdatesOptions,
  chosen: Pick<FeedUpdaterOptions, 'feed' | 'kind'>,
  builtIn: string,
): Promise<Updater> {
  const { openFeedUpdater } = await import('../updates/feed-updater.ts');
  // In memory only, and separate from the windows’ session.
  const own = session.fromPartition('updates', { cache: false });
  return openFeedUpdater({
    ...chosen,
    app: updatedApp(builtIn, join(resources, 'updates')),
    openRequest: (request) => net.request({ ...request, redirect: 'manual', session: own }),
    relaunch: (path) => app.relaunch({ execPath: path, args: [] }),
    log,
  });
}

/**
 * Handset as electron-updater needs it. `unbuilt`: folder with the config of a package without a
 * feed.
 */
function updatedApp(builtIn: string, unbuilt: string): UpdatedApp {
  return {
    version: app.getVersion(),
    name: app.getName(),
    isPackaged: true,
    appUpdateConfigPath: existsSync(builtIn) ? builtIn : join(unbuilt, 'app-update.yml'),
    userDataPath: app.getPath('userData'),
    baseCachePath: cacheFolder(),
    whenReady: () => app.whenReady(),
    relaunch: () => app.relaunch(),
    quit: () => app.quit(),
    onQuit: (handler) => app.once('quit', (_event, exitCode) => handler(exitCode)),
  };
}

/** Where the NSIS installer also leaves a copy of itself: a download reuses the unchanged parts. */
function cacheFolder(): string {
  const { platform, env } = process;
  if (platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
}
