import { describe, expect, onTestFinished, test } from 'vitest';
import { UpdateService } from '../../../../src/main/updates/update-service.ts';
import {
  firstCheckMs,
  longestCheckMs,
  longestSilenceMs,
  mostInterruptions,
  nextCheckMs,
  quietMs,
} from '../../../../src/main/updates/update-times.ts';
import {
  type OfferedVersion,
  UpdateFailure,
  type Updater,
} from '../../../../src/main/updates/updater.ts';
import type { UpdateStatus } from '../../../../src/shared/contract/updates.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';

const hour = 3_600_000;
const day = 24 * hour;
const version = { version: '2.0.0', notes: 'Better.', older: false };
const silentLog = { info() {}, warn() {}, error() {} };

/** A feed and its downloads, as the test wills. */
class FakeUpdater implements Updater {
  offers: OfferedVersion | null = version;
  failure: UpdateFailure | null = null;
  answers = true;
  checks = 0;
  readonly downloads: {
    signal: AbortSignal;
    onProgress: (percent: number) => void;
    done: () => void;
    fail: (error: unknown) => void;
  }[] = [];
  onQuit: boolean | null = null;
  installs = 0;
  failInstall: (error: unknown) => void = () => {};

  async check(): Promise<OfferedVersion | null> {
    this.checks += 1;
    if (!this.answers) await new Promise(() => {});
    if (this.failure) throw this.failure;
    return this.offers;
  }

  download({ signal, onProgress }: Parameters<Updater['download']>[0]): Promise<void> {
    return new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('cancelled')));
      this.downloads.push({ signal, onProgress, done: resolve, fail: reject });
    });
  }

  installOnQuit(wanted: boolean): void {
    this.onQuit = wanted;
  }

  installNow(onFailure: (error: unknown) => void): void {
    this.installs += 1;
    this.failInstall = onFailure;
  }
}

function rig({ feed = true, canPutOff = true } = {}) {
  const clock = new FakeClock();
  const updater = new FakeUpdater();
  const told: UpdateStatus[] = [];
  let busy = false;
  let opened = 0;
  const service = new UpdateService({
    clock,
    random: () => 0.5,
    log: silentLog,
    busy: () => busy,
    canPutOff,
    managed: feed ? null : { why: 'administrator', by: null },
    open: feed
      ? async () => {
          opened += 1;
          return updater;
        }
      : null,
  });
  service.changed.on((status) => told.push(status));
  onTestFinished(() => service.stop());
  return {
    clock,
    updater,
    service,
    told,
    opened: () => opened,
    status: async () => service.handlers.status({}),
    /** A call begins or ends. */
    call: async (on: boolean) => {
      busy = on;
      service.tend();
      await settle();
    },
    /** To the moment of the first check and a little after. */
    firstCheck: () => clock.advance(firstCheckMs(0.5) + 40_000),
    install: async (when: 'now' | 'on_quit' | 'later') => service.handlers.install({ when }),
  };
}

/** A version that has been fetched. */
async function withReady(options = {}) {
  const all = rig(options);
  await all.firstCheck();
  all.updater.downloads[0]?.done();
  await settle();
  expect((await all.status()).state).toBe('ready');
  return all;
}

describe('without a feed', () => {
  test('nothing is loaded, nothing asked, no timer runs, whatever the agent presses', async () => {
    const { clock, opened, service, status } = rig({ feed: false });
    expect(clock.waiting).toBe(0);
    await service.handlers.check({});
    await service.handlers.install({ when: 'now' });
    service.tend();
    await clock.advance(3 * day);
    expect(opened()).toBe(0);
    expect(await status()).toMatchObject({
      managed: 'administrator',
      state: 'idle',
      problem: null,
    });
  });
});

describe('when the feed is asked', () => {
  test('some minutes after the start, then about once a day', async () => {
    const { clock, updater } = rig();
    updater.offers = null;
    await clock.advance(firstCheckMs(0.5) - 1);
    expect(updater.checks).toBe(0);
    await clock.advance(40_000);
    expect(updater.checks).toBe(1);
    await clock.advance(21 * hour);
    expect(updater.checks).toBe(1);
    await clock.advance(4 * hour);
    expect(updater.checks).toBe(2);
  });

  test('not all agents at once', () => {
    expect(firstCheckMs(1) - firstCheckMs(0)).toBeGreaterThanOrEqual(5 * 60_000);
    expect(firstCheckMs(0)).toBeGreaterThanOrEqual(60_000);
    expect(nextCheckMs(0)).toBeGreaterThan(20 * hour);
    expect(nextCheckMs(1)).toBeLessThan(28 * hour);
    expect(nextCheckMs(1) - nextCheckMs(0)).toBeGreaterThanOrEqual(hour);
  });

  test('by time that passes: a clock that is set asks nothing and keeps nothing from being asked', async () => {
    const { clock, updater, firstCheck } = rig();
    updater.offers = null;
    clock.jump(30 * day);
    await clock.advance(60_000);
    expect(updater.checks).toBe(0);
    clock.jump(-60 * day);
    await firstCheck();
    expect(updater.checks).toBe(1);
  });

  test('a call puts it off until some quiet after it', async () => {
    const { clock, updater, call } = rig();
    await call(true);
    await clock.advance(2 * hour);
    expect(updater.checks).toBe(0);
    await call(false);
    await clock.advance(quietMs - 30_001);
    expect(updater.checks).toBe(0);
    await clock.advance(60_001);
    expect(updater.checks).toBe(1);
  });

  test('the agent asks at once; during a call it is done after it', async () => {
    const { clock, updater, service, call, status } = rig();
    await service.handlers.check({});
    await settle();
    expect(updater.checks).toBe(1);
    await call(true);
    await service.handlers.check({});
    await settle();
    expect(updater.checks).toBe(1);
    expect(await status()).toMatchObject({ busy: true });
    updater.offers = null;
    await call(false);
    await clock.advance(quietMs + 30_000);
    expect(updater.checks).toBe(2);
  });

  test.each(['unreachable', 'bad_feed', 'older'] as const)(
    '%s: told, and not asked again for a day',
    async (problem) => {
      const { clock, updater, status, firstCheck } = rig();
      updater.failure = new UpdateFailure(problem);
      await firstCheck();
      expect(await status()).toMatchObject({ state: 'idle', problem, version: null });
      await clock.advance(21 * hour);
      expect(updater.checks).toBe(1);
      updater.failure = null;
      updater.offers = null;
      await clock.advance(4 * hour);
      expect(await status()).toMatchObject({ state: 'idle', problem: null });
    },
  );

  test('a feed that never answers is given up, and asked the next day', async () => {
    const { clock, updater, status, firstCheck, opened } = rig();
    updater.answers = false;
    await firstCheck();
    expect(await status()).toMatchObject({ state: 'checking' });
    await clock.advance(longestCheckMs);
    expect(await status()).toMatchObject({ state: 'idle', problem: 'unreachable' });
    updater.answers = true;
    await clock.advance(nextCheckMs(0.5) - longestCheckMs);
    expect(await status()).toMatchObject({ state: 'downloading' });
    // Whoever still waits for the first answer is not asked again.
    expect(opened()).toBe(2);
  });

  test('the same version: nothing is fetched', async () => {
    const { updater, status, firstCheck } = rig();
    updater.offers = null;
    await firstCheck();
    expect(updater.downloads).toHaveLength(0);
    expect(await status()).toMatchObject({ state: 'idle', problem: null, version: null });
    expect((await status()).checkedAt).not.toBe(null);
  });
});

describe('fetching', () => {
  test('tells how far it is, then what is ready and its notes', async () => {
    const { updater, status, firstCheck } = rig();
    await firstCheck();
    expect(await status()).toMatchObject({ state: 'downloading', percent: 0, version: '2.0.0' });
    updater.downloads[0]?.onProgress(41.7);
    expect(await status()).toMatchObject({ percent: 41 });
    updater.downloads[0]?.done();
    await settle();
    expect(await status()).toMatchObject({ state: 'ready', notes: 'Better.', percent: null });
    expect(updater.installs).toBe(0);
  });

  test('a call ends it, and it begins anew some quiet after', async () => {
    const { clock, updater, status, firstCheck, call } = rig();
    await firstCheck();
    await call(true);
    expect(updater.downloads[0]?.signal.aborted).toBe(true);
    expect(await status()).toMatchObject({ state: 'found', busy: true, problem: null });
    await clock.advance(hour);
    expect(updater.downloads).toHaveLength(1);
    await call(false);
    expect(updater.downloads).toHaveLength(1);
    await clock.advance(quietMs + 30_000);
    expect(updater.downloads).toHaveLength(2);
    expect(updater.checks).toBe(1);
  });

  test('a dial that waits, which nobody tells of, ends it with the next piece', async () => {
    const clock = new FakeClock();
    const updater = new FakeUpdater();
    let busy = false;
    const service = new UpdateService({
      clock,
      random: () => 0,
      log: silentLog,
      busy: () => busy,
      canPutOff: true,
      managed: null,
      open: async () => updater,
    });
    await clock.advance(firstCheckMs(0) + 40_000);
    busy = true;
    updater.downloads[0]?.onProgress(10);
    await settle();
    expect(updater.downloads[0]?.signal.aborted).toBe(true);
    service.stop();
  });

  test('a call in the middle of the check keeps the download waiting', async () => {
    const { clock, updater, call, status } = rig();
    let answer: (found: OfferedVersion) => void = () => {};
    updater.check = () =>
      new Promise((resolve) => {
        answer = resolve;
      });
    await clock.advance(firstCheckMs(0.5) + 30_000);
    await call(true);
    answer(version);
    await settle();
    expect(await status()).toMatchObject({ state: 'found', busy: true });
    expect(updater.downloads).toHaveLength(0);
  });

  test('after too many calls it is left until the next day, or the agent’s word', async () => {
    const { clock, updater, status, firstCheck, call, service } = rig();
    await firstCheck();
    for (let i = 0; i < mostInterruptions; i += 1) {
      expect(updater.downloads).toHaveLength(i + 1);
      await call(true);
      await call(true);
      await call(false);
      await clock.advance(quietMs + 30_000);
    }
    expect(updater.downloads).toHaveLength(mostInterruptions);
    expect(await status()).toMatchObject({ state: 'idle', problem: 'interrupted' });
    await service.handlers.check({});
    await settle();
    expect(updater.downloads).toHaveLength(mostInterruptions + 1);
  });

  test.each(['wrong_file', 'not_signed', 'incomplete', 'disk_full'] as const)(
    '%s: told, thrown away, and nothing more for a day',
    async (problem) => {
      const { clock, updater, status, firstCheck, service } = rig();
      await firstCheck();
      updater.downloads[0]?.fail(new UpdateFailure(problem));
      await settle();
      expect(await status()).toMatchObject({ state: 'idle', problem, version: null });
      await clock.advance(21 * hour);
      expect(updater.checks).toBe(1);
      expect(updater.downloads).toHaveLength(1);
      service.stop();
      expect(updater.onQuit).toBe(false);
    },
  );

  test('one that stands still is over', async () => {
    const { clock, updater, status, firstCheck } = rig();
    await firstCheck();
    await clock.advance(longestSilenceMs - 60_000);
    updater.downloads[0]?.onProgress(10);
    await clock.advance(longestSilenceMs - 1000);
    expect(await status()).toMatchObject({ state: 'downloading' });
    await clock.advance(60_000);
    expect(await status()).toMatchObject({ state: 'idle', problem: 'incomplete' });
  });
});

describe('installing', () => {
  test('when the agent quits, if nothing else was said', async () => {
    const { updater, service, status } = await withReady();
    expect(await status()).toMatchObject({ installOnQuit: true });
    service.stop();
    expect(updater.onQuit).toBe(true);
    expect(updater.installs).toBe(0);
  });

  test('not then, if the agent put it off; macOS cannot put it off', async () => {
    const linux = await withReady();
    expect(await linux.install('later')).toMatchObject({ installOnQuit: false });
    linux.service.stop();
    expect(linux.updater.onQuit).toBe(false);
    const mac = await withReady({ canPutOff: false });
    expect(await mac.install('later')).toMatchObject({ installOnQuit: true });
  });

  test('not when a call goes on at the end of Handset', async () => {
    const { updater, service, call } = await withReady();
    await call(true);
    service.stop();
    expect(updater.onQuit).toBe(false);
  });

  test('at once on the agent’s word, and Handset may end for it', async () => {
    const { updater, service, install } = await withReady();
    expect(service.isLeaving()).toBe(false);
    expect(await install('now')).toMatchObject({ state: 'installing' });
    expect(updater.installs).toBe(1);
    expect(service.isLeaving()).toBe(true);
    // The end that follows takes nothing back.
    service.stop();
    expect(updater.onQuit).toBe(null);
  });

  test('never during a call, and never what is not ready', async () => {
    const { updater, install, call } = await withReady();
    await call(true);
    expect(await install('now')).toMatchObject({ state: 'ready', busy: true });
    expect(updater.installs).toBe(0);
    const early = rig();
    await early.firstCheck();
    expect(await early.install('now')).toMatchObject({ state: 'downloading' });
    expect(early.updater.installs).toBe(0);
  });

  test('by itself never, however long it is ready', async () => {
    const { clock, updater } = await withReady();
    await clock.advance(10 * day);
    expect(updater.installs).toBe(0);
    expect(updater.downloads).toHaveLength(1);
  });

  test('what could not be installed leaves this version at work, and may be tried again', async () => {
    const { updater, service, install, status } = await withReady();
    await install('now');
    updater.failInstall(new Error('mv: no'));
    expect(await status()).toMatchObject({ state: 'ready', problem: 'not_installed' });
    expect(service.isLeaving()).toBe(false);
    await install('now');
    expect(updater.installs).toBe(2);
  });
});

describe('a version that is ready, when the feed is asked again', () => {
  test('stays ready while the feed still offers it, or does not answer', async () => {
    const { clock, updater, status } = await withReady();
    await clock.advance(26 * hour);
    expect(updater.checks).toBe(2);
    expect(await status()).toMatchObject({ state: 'ready' });
    updater.failure = new UpdateFailure('unreachable');
    await clock.advance(26 * hour);
    expect(await status()).toMatchObject({ state: 'ready', version: '2.0.0' });
  });

  test('is left once the feed takes it back', async () => {
    const { clock, updater, service, status } = await withReady();
    updater.offers = null;
    await clock.advance(26 * hour);
    expect(await status()).toMatchObject({ state: 'idle', version: null });
    service.stop();
    expect(updater.onQuit).toBe(false);
  });

  test('gives way to a newer one', async () => {
    const { clock, updater, status } = await withReady();
    updater.offers = { ...version, version: '2.1.0' };
    await clock.advance(nextCheckMs(0.5));
    expect(await status()).toMatchObject({ state: 'downloading', version: '2.1.0' });
  });
});

test('what is told is told once', async () => {
  const { told, service } = await withReady();
  const before = told.length;
  service.tend();
  service.tend();
  expect(told.length).toBe(before);
});
