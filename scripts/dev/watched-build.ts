import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { resolveConfig } from 'electron-vite';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import { root } from '../run.ts';

const targets = ['main', 'preload', 'renderer'] as const;
export type Target = (typeof targets)[number];

/** Editors save in several steps, and several files at once. */
const settleMs = 50;

export interface WatchedBuild {
  /**
   * The folder to start as an app. Not `out/`, because other commands may build there meanwhile.
   */
  app: string;
  close(): Promise<void>;
}

export interface BuildListener {
  /** Called when a source file changed; its path is relative to the project. */
  changed(file: string): void;
  /**
   * Called when everything a change required is built, with the new bundles; empty if there are
   * none.
   */
  built(fresh: ReadonlySet<Target>): void;
  failed(message: string): void;
  /** Called when the build's configuration changed: everything has to start over. */
  outdated(): void;
}

/**
 * Builds main, preload and renderer, and rebuilds those that a change affects, until closed. The
 * bundles are those of `npm run build`, but readable and with inline source maps.
 */
export async function watchBuild(listener: BuildListener): Promise<WatchedBuild> {
  const app = prepareFolder();
  const { config, configFileDependencies } = await resolveConfig(
    {
      logLevel: 'silent',
      build: {
        outDir: join(app, 'out'),
        minify: false,
        sourcemap: 'inline',
        watch: { buildDelay: settleMs },
      },
    },
    'build',
    'development',
  );
  const configuration = watchFiles(configFileDependencies, listener.outdated);
  const progress = createProgress(join(app, 'out'), listener);
  const watchers: Rolldown.RolldownWatcher[] = [];
  for (const target of targets) {
    const own = config?.[target] as InlineConfig | undefined;
    if (!own) continue;
    const plugins = [...(own.plugins ?? []), ...(target === 'preload' ? [configuration] : [])];
    const watcher = await build({ ...own, plugins, configFile: false });
    if (!('on' in watcher)) throw new Error(`The build of ${target} watches nothing.`);
    progress.follow(target, watcher);
    watchers.push(watcher);
  }
  return {
    app,
    close: async () => {
      await Promise.all(watchers.map((watcher) => watcher.close()));
    },
  };
}

/** Prepares the app's folder around the bundles: its package.json, and what is read at run time. */
function prepareFolder(): string {
  const app = join(root, 'artifacts', 'dev');
  rmSync(app, { recursive: true, force: true });
  mkdirSync(app, { recursive: true });
  cpSync(join(root, 'package.json'), join(app, 'package.json'));
  symlinkSync(join(root, 'resources'), join(app, 'resources'), 'junction');
  return app;
}

/**
 * The configuration gives the preload the contract's channels, which the bundler does not track.
 */
function watchFiles(files: readonly string[], changed: () => void): Plugin {
  const watched = new Set(files.map((file) => file.split(sep).join('/')));
  return {
    name: 'watch-configuration',
    buildStart() {
      for (const file of watched) this.addWatchFile(file);
    },
    watchChange(id) {
      if (watched.has(id.split(sep).join('/'))) changed();
    },
  };
}

/** One change may affect several bundles: reports once none of them is being built any more. */
function createProgress(out: string, listener: BuildListener) {
  const waiting = new Set<Target>(targets);
  const fresh = new Set<Target>();
  const broken = new Set<Target>();
  const digests = new Map<Target, string>();
  // Systems report one save twice, and the second build produces the same as the first.
  const note = (target: Target): void => {
    const digest = digestOf(join(out, target));
    if (digests.get(target) !== digest) fresh.add(target);
    digests.set(target, digest);
  };
  const done = (target: Target): void => {
    waiting.delete(target);
    if (waiting.size > 0 || broken.size > 0) return;
    listener.built(new Set(fresh));
    fresh.clear();
  };
  return {
    follow(target: Target, watcher: Rolldown.RolldownWatcher): void {
      watcher.on('change', (file) => listener.changed(relative(root, file)));
      watcher.on('event', async (event) => {
        if (event.code === 'START') waiting.add(target);
        if (event.code === 'ERROR') {
          broken.add(target);
          listener.failed(event.error.message);
        }
        if (event.code === 'BUNDLE_END') {
          broken.delete(target);
          note(target);
        }
        if (event.code === 'BUNDLE_END' || event.code === 'ERROR') await event.result.close();
        if (event.code === 'END' || event.code === 'ERROR') done(target);
      });
    },
  };
}

function digestOf(folder: string): string {
  const hash = createHash('sha256');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}
