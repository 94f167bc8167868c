import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureChromium } from '../../../scripts/chromium.ts';
import { type DoubleProcess, launchDouble } from '../../../tools/electron-double/launch.ts';

/** What tests/fixtures/double-sample gives its page. */
interface Sample {
  requireProblem: string;
  nested: { list: [number, number, { deep: boolean }]; instance: Record<string, unknown> };
  ask(channel: string, ...args: unknown[]): Promise<unknown>;
  askWith(kind: string): Promise<unknown>;
  on(listener: (payload: unknown) => void): () => void;
  fail(): void;
  callMe(callback: (value: unknown) => void): void;
  lacking(): void;
  bindTwice(): void;
}
declare global {
  var sample: Sample;
}

const root = join(import.meta.dirname, '../../fixtures/double-sample');
const profile = mkdtempSync(join(tmpdir(), 'handset-double-'));
let app: DoubleProcess;
let browser: Browser;
let page: Page;
let trials: Record<string, string>;

const ask = (channel: string, ...args: unknown[]): Promise<unknown> =>
  page.evaluate(([name, given]) => sample.ask(name, ...given), [channel, args] as const);
const told = async (): Promise<string[]> => (await ask('told')) as string[];

async function start(): Promise<DoubleProcess> {
  const env = { HANDSET_CHROMIUM: await ensureChromium() };
  return launchDouble({ root, args: [`--profile=${profile}`], env });
}

beforeAll(async () => {
  app = await start();
  browser = await chromium.connectOverCDP(await app.endpoint, { noDefaults: true });
  await vi.waitFor(async () => {
    const { windows } = await app.desktop.state();
    expect(windows).toMatchObject([{ visible: true }]);
  }, 20_000);
  // A window is visible before the browser that was connected has told of its page.
  page = await vi.waitFor(() => {
    const found = browser
      .contexts()[0]
      ?.pages()
      .find((each) => each.url().includes('index.html'));
    if (!found) throw new Error('The sample has no page.');
    return found;
  }, 20_000);
  trials = (await ask('trials')) as Record<string, string>;
});

afterAll(async () => {
  await browser?.close();
  app?.process.kill('SIGKILL');
  await app?.exited;
  rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
});

describe('what Electron forbids throws', () => {
  test.each([
    ['early window', 'Cannot create BrowserWindow before app is ready'],
    ['early tray', 'Cannot create Tray before app is ready'],
    ['early notification', 'Cannot create Notification before app is ready'],
    ['early shortcut', 'globalShortcut cannot be used before the app is ready'],
    ['early session', 'Session can only be received when app is ready'],
    ['early screen', "The 'screen' module can't be used before the app 'ready' event"],
    ['early protocol', 'Session can only be received when app is ready'],
    ['early fetch', 'can only be used after app is ready'],
    ['late scheme', 'should be called before app is ready'],
    ['late sandbox', 'can only be called before app is ready'],
    ['relative path', 'Path must be absolute'],
    ['relative preload', 'preload script must have absolute path'],
    ['second handler', "Attempted to register a second handler for 'echo'"],
    ['second protocol handler', 'Failed to register protocol: app'],
    ['uncloneable send', 'An object could not be cloned.'],
    ['destroyed window', 'TypeError: Object has been destroyed'],
    ['destroyed contents', 'TypeError: Object has been destroyed'],
    ['destroyed contents member', 'TypeError: Object has been destroyed'],
  ])('%s', (name, message) => expect(trials[name]).toContain(message));
});

describe('what only the double lacks throws, too', () => {
  test.each([
    ['member', 'not in the double: app.dock'],
    ['event', "not in the double: app event 'gpu-info-update'"],
    ['static member', 'not in the double: BrowserWindow.fromWebContents'],
    ['unknown option', 'not in the double: BrowserWindow option kiosk'],
    ['with node', 'not in the double: a page that is not sandboxed and isolated'],
    ['window member', 'not in the double: BrowserWindow.setVibrancy'],
  ])('%s', (name, message) => expect(trials[name]).toContain(message));

  test('a member of the preload side', async () => {
    const message = await page.evaluate(() => {
      try {
        sample.lacking();
        return '';
      } catch (error) {
        return String(error);
      }
    });
    expect(message).toContain('not in the double: ipcRenderer.sendSync');
  });
});

describe('the preload', () => {
  test('may require electron alone', async () => {
    expect(await page.evaluate(() => sample.requireProblem)).toBe('module not found: node:fs');
  });

  test('runs before the page, and leaves it neither require nor the wire', async () => {
    expect(await page.getAttribute('body', 'data-bridge')).toBe('object');
    const globals = await page.evaluate(() => [
      typeof (globalThis as { require?: unknown }).require,
      Object.keys(globalThis).filter((key) => key.includes('Double')).length,
    ]);
    expect(globals).toEqual(['undefined', 0]);
  });

  test('hands over a frozen copy, without what a class inherits', async () => {
    const seen = await page.evaluate(() => {
      const { nested } = sample;
      return {
        frozen: Object.isFrozen(sample) && Object.isFrozen(nested.list[2]),
        list: nested.list,
        keys: Object.keys(nested.instance),
        inherited: 'inherited' in nested.instance,
      };
    });
    expect(seen).toEqual({
      frozen: true,
      list: [1, 2, { deep: true }],
      keys: ['own'],
      inherited: false,
    });
  });

  test('errors keep their message alone; functions pass both ways', async () => {
    const seen = await page.evaluate(() => {
      const seen: unknown[] = [];
      sample.callMe((value) => seen.push(value));
      try {
        sample.fail();
      } catch (error) {
        seen.push((error as Error).name, (error as Error).message);
      }
      return seen;
    });
    expect(seen).toEqual([{ from: 'preload' }, 'Error', 'from the preload']);
  });

  test('cannot bind a name twice', async () => {
    await expect(page.evaluate(() => sample.bindTwice())).rejects.toThrow(
      'Cannot bind an API on top of an existing property on the window object',
    );
  });
});

describe('IPC', () => {
  test('carries values, undefined and dates among them', async () => {
    const sent = { a: undefined, list: [1, null, 'x'], at: new Date(0) };
    expect(await ask('echo', sent)).toEqual(sent);
  });

  test('tells main who sent', async () => {
    expect(await ask('sender')).toEqual({
      ours: true,
      url: 'app://sample/index.html',
      origin: 'app://sample',
      parent: null,
    });
  });

  test.each([
    ['fail', "Error invoking remote method 'fail': Error: from main"],
    ['nobody', "Error invoking remote method 'nobody': Error: No handler registered for 'nobody'"],
    ['uncloneable', 'An object could not be cloned.'],
  ])('%s rejects', async (channel, message) => {
    await expect(ask(channel)).rejects.toThrow(message);
  });

  test('an uncloneable argument rejects; what the wire cannot carry says so', async () => {
    await expect(page.evaluate(() => sample.askWith('function'))).rejects.toThrow(
      'An object could not be cloned.',
    );
    await expect(page.evaluate(() => sample.askWith('map'))).rejects.toThrow(
      'not in the double: a Map over IPC',
    );
  });

  test('main tells the page, until it stops listening', async () => {
    const heard = await page.evaluate(async () => {
      const heard: unknown[] = [];
      const first = Promise.withResolvers<void>();
      const stop = sample.on((payload) => {
        heard.push(payload);
        first.resolve();
      });
      await sample.ask('news', { n: 1 });
      await first.promise;
      stop();
      const last = Promise.withResolvers<void>();
      sample.on(() => last.resolve());
      await sample.ask('news', { n: 2 });
      await last.promise;
      return heard;
    });
    expect(heard).toEqual([{ n: 1 }]);
  });
});

describe("the app's own scheme", () => {
  test('is answered by its handler, streams included', async () => {
    const text = await page.evaluate(async () => (await fetch('app://sample/stream')).text());
    expect(text).toBe('abc');
    const missing = await page.evaluate(async () => (await fetch('/nowhere')).status);
    expect(missing).toBe(404);
  });

  test('has its content security policy in force', async () => {
    expect(await page.getAttribute('body', 'data-inline')).toBeNull();
    await expect(page.evaluate(() => fetch('https://example.com/'))).rejects.toThrow();
  });

  test('serves media by ranges', async () => {
    const duration = await page.evaluate(async () => {
      const audio = document.querySelector('audio') as HTMLAudioElement;
      const loaded = new Promise((resolve, reject) => {
        audio.onloadedmetadata = resolve;
        audio.onerror = () => reject(new Error(audio.error?.message));
      });
      audio.src = 'app://sample/silence.wav';
      await loaded;
      const sought = new Promise((resolve) => {
        audio.onseeked = resolve;
      });
      audio.currentTime = 0.5;
      await sought;
      return [audio.duration, audio.currentTime];
    });
    expect(duration).toEqual([1, 0.5]);
    const requested = (await ask('requested')) as { url: string; range: string | null }[];
    const media = requested.filter(({ url }) => url === 'app://sample/silence.wav');
    expect(media[0]?.range).toBe('bytes=0-');
  });
});

describe('windows', () => {
  test('a page may not leave; a new window is asked for', async () => {
    await page.getByRole('link', { name: 'away' }).click();
    await vi.waitFor(async () =>
      expect(await told()).toContain('navigate:https://example.com/away'),
    );
    await page.getByRole('link', { name: 'new window' }).click();
    await vi.waitFor(async () => {
      const { openedLinks } = await app.desktop.state();
      expect(openedLinks).toEqual(['https://example.com/new']);
    });
    expect(await page.evaluate(() => window.open('https://example.com/script'))).toBeNull();
    await vi.waitFor(async () => {
      const { openedLinks } = await app.desktop.state();
      expect(openedLinks).toContain('https://example.com/script');
    });
    expect(page.url()).toContain('sample.app.invalid/index.html');
    await vi.waitFor(() => expect(browser.contexts()[0]?.pages()).toEqual([page]));
  });

  test('closing can be prevented; the page learns that it is hidden', async () => {
    const [window] = (await app.desktop.state()).windows;
    await app.desktop.closeWindow(window?.id ?? 0);
    await vi.waitFor(async () =>
      expect(await page.evaluate(() => document.visibilityState)).toBe('hidden'),
    );
    expect(await told()).toEqual(
      expect.arrayContaining(['show', 'focus', 'close', 'blur', 'hide']),
    );
  });

  test('a hidden page gets no frames', async () => {
    const painted = await page.evaluate(
      () =>
        new Promise((resolve) => {
          let ran = false;
          requestAnimationFrame(() => {
            ran = true;
          });
          // Chromium itself goes on painting, and tells of it here.
          const painting = new IntersectionObserver(() => resolve(ran));
          painting.observe(document.body);
        }),
    );
    expect(painted).toBe(false);
  });

  test('the page ends with the size that was set last', async () => {
    const [window] = (await app.desktop.state()).windows;
    const sizes = [400, 700, 320, 640].map((height) =>
      app.desktop.resizeWindow(window?.id ?? 0, 500, height),
    );
    await Promise.all(sizes);
    await vi.waitFor(async () =>
      expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([500, 640]),
    );
  });

  test('a window is never smaller than its minimum', async () => {
    const [window] = (await app.desktop.state()).windows;
    await app.desktop.resizeWindow(window?.id ?? 0, 100, 500);
    const [resized] = (await app.desktop.state()).windows;
    expect(resized?.bounds).toMatchObject({ width: 300, height: 500 });
    await vi.waitFor(async () =>
      expect(await page.evaluate(() => [innerWidth, innerHeight])).toEqual([300, 500]),
    );
  });
});

describe('the desktop', () => {
  test('clipboard, hotkeys, tray, notifications and power can be read and moved', async () => {
    const { desktop } = app;
    await desktop.setClipboard('98765 43210');
    expect(await ask('clipboard')).toBe('98765 43210');
    await desktop.pressHotkey('Control+D');
    await desktop.clickTrayMenu('Say');
    // A banner that has timed out is still in the system's list.
    await desktop.timeOutNotification(0);
    await desktop.clickNotification(0);
    await desktop.power('suspend');
    expect(await told()).toEqual(
      expect.arrayContaining(['hotkey', 'tray', 'notification', 'suspend']),
    );
    expect(await desktop.state()).toMatchObject({
      hotkeys: ['Control+D'],
      notifications: [{ title: 'Done', body: 'It is.', open: false }],
      tray: { toolTip: 'Sample', menu: [{ label: 'Say' }, { type: 'separator' }] },
    });
    expect(trials['again']).toBe('false');
    await expect(desktop.pressHotkey('Control+X')).rejects.toThrow('does not hold');
    await expect(desktop.clickTrayMenu('Nothing')).rejects.toThrow('no entry');
    await expect(desktop.clickNotification(0)).rejects.toThrow('not there');
  });

  test("asks the app's handlers for permissions", async () => {
    // The sample denies requests, and has no handler for checks: Electron grants those.
    expect(await app.desktop.askPermission('geolocation')).toEqual({
      requested: false,
      checked: true,
    });
  });
});

describe('the network', () => {
  test("fails by Chromium's names, and refuses what net.fetch cannot do", async () => {
    const server = createServer((request, response) => {
      if (request.url === '/cut') request.socket.destroy();
      else response.end('here');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await ask('fetch', url)).toBe('here');
    await expect(ask('fetch', `${url}/cut`)).rejects.toThrow('net::ERR_EMPTY_RESPONSE');
    await expect(ask('fetch', url, { redirect: 'manual' })).rejects.toThrow(
      'Redirect was cancelled',
    );
    await new Promise((resolve) => server.close(resolve));
    await expect(ask('fetch', url)).rejects.toThrow('net::ERR_CONNECTION_REFUSED');
  });
});

describe('processes', () => {
  test('a second start hands over and ends', async () => {
    const second = await start();
    expect(await second.exited).toBe(0);
    await vi.waitFor(async () => expect(await told()).toContain('second:hello'));
  });

  test('after a kill the profile is free again; quitting runs its course', async () => {
    await browser.close();
    app.process.kill('SIGKILL');
    await app.exited;
    app = await start();
    await app.endpoint;
    // It may end before it has answered.
    await app.desktop.quit().catch(() => {});
    expect(await app.exited, app.errors()).toBe(0);
  });
});
