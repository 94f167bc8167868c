import type { Runtime } from '../runtime.ts';
import { say } from '../terminal.mjs';
import { reloadPages } from './reload-pages.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { type Target, type WatchedBuild, watchBuild } from './watched-build.ts';

/** How long an app that was asked to quit may take. */
const quitWithinMs = 10_000;

/** Keeps the latest build of the app running, until the app is quit or the work is ended. */
export class Workshop {
  /** Resolves to an exit status when the user has quit the app. */
  readonly left: Promise<number>;

  readonly #runtime: Runtime;
  readonly #args: readonly string[];
  readonly #leave: (status: number) => void;
  #build: WatchedBuild | null = null;
  #app: RunningApp | null = null;
  /** Runs one thing at a time: a start, a reload, a restart. */
  #work: Promise<void> = Promise.resolve();
  #ended = false;

  constructor(runtime: Runtime, args: readonly string[]) {
    const { promise, resolve } = Promise.withResolvers<number>();
    this.left = promise;
    this.#leave = resolve;
    this.#runtime = runtime;
    this.#args = args;
  }

  async begin(): Promise<void> {
    const seen = new Set<string>();
    this.#build = await watchBuild({
      changed: (file) => {
        // Each bundle that contains a file reports it.
        if (!seen.has(file)) say(`${file} has changed: building …`);
        seen.add(file);
      },
      built: (fresh) => {
        seen.clear();
        this.#then(() => this.#show(fresh));
      },
      failed: (message) => say(`${message}\nThe build failed: mend it, and it goes on by itself.`),
      outdated: () => this.#then(() => this.#beginAnew()),
    });
  }

  /** Ends the app and the watching; nothing keeps running. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#build?.close();
    // A start waiting for its windows stops waiting once the app has gone.
    await this.#quit();
    await this.#work;
    await this.#quit();
  }

  #then(step: () => Promise<void>): void {
    this.#work = this.#work.then(async () => {
      if (this.#ended) return;
      await step().catch((error: unknown) => say(String(error)));
    });
  }

  async #show(fresh: ReadonlySet<Target>): Promise<void> {
    if (fresh.size === 0 && this.#app !== null) return say('The bundles are as they were.');
    if (this.#app === null || fresh.has('main') || fresh.has('preload')) {
      await this.#quit();
      await this.#start();
      return;
    }
    await reloadPages(await this.#app.endpoint);
    say('The windows show it.');
  }

  async #beginAnew(): Promise<void> {
    say('The configuration has changed: building everything anew …');
    await this.#build?.close();
    await this.#quit();
    await this.begin();
  }

  async #start(): Promise<void> {
    if (this.#build === null) return;
    const app = startApp(this.#runtime, this.#build.app, this.#args);
    this.#app = app;
    let isOpen = false;
    void app.exited.then((status) => {
      // An app that was asked to quit is no longer the current one by then.
      if (this.#app === app) this.#gone(status, isOpen);
    });
    const endpoint = await app.endpoint.catch(() => null);
    if (endpoint === null) return;
    isOpen = true;
    say(`Handset is open (for DevTools: ${endpoint}).`);
  }

  #gone(status: number | string | null, wasOpen: boolean): void {
    this.#app = null;
    if (status === 0 && !wasOpen) {
      say(
        'Handset is open on this profile already, and was brought forward. Quit it, or give this one a folder of its own (--profile FOLDER), then run the same command again.',
      );
      this.#leave(1);
    } else if (status === 0) {
      say('Handset was quit.');
      this.#leave(0);
    } else {
      say(`Handset ended (${status}); lines above may say why. The next change starts it again.`);
    }
  }

  async #quit(): Promise<void> {
    const app = this.#app;
    this.#app = null;
    if (app === null) return;
    app.quit();
    const patience = setTimeout(app.kill, quitWithinMs);
    await app.exited;
    clearTimeout(patience);
  }
}
