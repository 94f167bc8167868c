import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request as httpRequest, type RequestOptions } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { OpenRequest } from '../../../../src/main/updates/feed-executor.ts';
import { openFeedUpdater } from '../../../../src/main/updates/feed-updater.ts';
import type { InstallKind } from '../../../../src/main/updates/install-kind.ts';
import type { Updater } from '../../../../src/main/updates/updater.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { startUpdateHost, type UpdateHost } from '../../../support/update-host.ts';
import { updateList } from '../../../support/update-list.ts';

/** electron-updater itself, in an AppImage's and in NSIS's manner, against a server on this computer. */
const name = 'Handset-2.0.0.AppImage';
let host: UpdateHost;
let folder: string;

beforeEach(async () => {
  host = await startUpdateHost();
  folder = tempFolder();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** The program that an update is: it writes down how it was started. */
function program(version: string): Buffer {
  const note = join(folder, 'started');
  const filling = `# ${version} ${'x'.repeat(300_000)}`;
  return Buffer.from(
    `#!/bin/sh\necho "${version} $APPIMAGE_EXIT_AFTER_INSTALL" >> '${note}'\nexit 0\n${filling}\n`,
  );
}

interface Rig {
  updater: Updater;
  /** Electron's `quit` event. */
  quit(): void;
  quits: () => number;
  relaunched: string[];
  /** Hosts that were asked, or would have been. */
  hosts: string[];
  image: string;
}

function rig({
  kind = 'appimage',
  version = '1.0.0',
  allowDowngrade = false,
  config = 'updaterCacheDirName: handset-updater\n',
}: {
  kind?: InstallKind;
  version?: string;
  allowDowngrade?: boolean;
  config?: string;
} = {}): Rig {
  const image = join(folder, 'Handset.AppImage');
  if (!existsSync(image)) {
    writeFileSync(image, program('1.0.0'));
    chmodSync(image, 0o755);
  }
  vi.stubEnv('APPIMAGE', image);
  const configFile = join(folder, 'app-update.yml');
  writeFileSync(configFile, config);
  const onQuit: ((exitCode: number) => void)[] = [];
  let quits = 0;
  const relaunched: string[] = [];
  const hosts: string[] = [];
  const updater = openFeedUpdater({
    kind,
    feed: { kind: 'feed', url: host.url, allowDowngrade },
    app: {
      version,
      name: 'handset',
      isPackaged: true,
      appUpdateConfigPath: configFile,
      userDataPath: join(folder, 'profile'),
      baseCachePath: join(folder, 'cache'),
      whenReady: async () => {},
      relaunch: () => {},
      quit: () => {
        quits += 1;
      },
      onQuit: (handler) => onQuit.push(handler),
    },
    // Node's requests for Electron's: both have the events that electron-updater listens to.
    openRequest: ((options: RequestOptions) => {
      hosts.push(String(options.hostname));
      return httpRequest(options);
    }) as unknown as OpenRequest,
    relaunch: (path) => relaunched.push(path),
    log: { info() {}, warn() {}, error() {} },
  });
  const quit = (): void => {
    for (const handler of onQuit) handler(0);
  };
  return { updater, quit, quits: () => quits, relaunched, hosts, image };
}

/** Serves version 2.0.0 and its list. */
function publish(file: Partial<Parameters<typeof updateList>[0]> = {}, list = 'latest-linux.yml') {
  const content = program('2.0.0');
  host.serve(list, updateList({ version: '2.0.0', name, content, ...file }));
  host.serve(file.name ?? name, content);
}

function download(updater: Updater, signal = new AbortController().signal): Promise<void> {
  return updater.download({ signal, onProgress: () => {} });
}

const problem = (code: string) => expect.objectContaining({ problem: code });

/** Nothing of a download is left where the next one would take it for whole. */
function leftOver(): string[] {
  const pending = join(folder, 'cache', 'handset-updater', 'pending');
  return existsSync(pending)
    ? readdirSync(pending).filter((each) => /Handset|temp/.test(each))
    : [];
}

describe('asking the feed', () => {
  test('tells the version and its notes, and nothing about who asks', async () => {
    publish({ notes: '<b>Quicker</b> search.\nA fix.' });
    const { updater } = rig();
    expect(await updater.check()).toEqual({
      version: '2.0.0',
      notes: '<b>Quicker</b> search.\nA fix.',
      older: false,
    });
    expect(host.asked).toEqual(['/handset/latest-linux.yml']);
    expect(host.headers()['x-user-staging-id']).toBe('not-told');
  });

  test('nothing is fetched by the asking', async () => {
    publish();
    await rig().updater.check();
    expect(host.asked).not.toContain(`/handset/${name}`);
  });

  test('the same version: nothing else', async () => {
    publish({ version: '1.0.0' });
    expect(await rig().updater.check()).toBe(null);
  });

  test('an older version is refused, and taken where the administrator allowed it', async () => {
    publish({ version: '0.9.0' });
    await expect(rig().updater.check()).rejects.toEqual(problem('older'));
    const { updater } = rig({ allowDowngrade: true });
    expect(await updater.check()).toMatchObject({ version: '0.9.0', older: true });
    await download(updater);
  });

  test.each([
    ['a page of a network that wants a login', '<html><body>Sign in</body></html>'],
    ['nothing', ''],
    ['a list without a version', 'files: []\n'],
    ['what is no YAML', 'version: [\n'],
    ['a version that is none', 'version: newest\n'],
  ])('%s is no feed', async (_, content) => {
    host.serve('latest-linux.yml', content);
    await expect(rig().updater.check()).rejects.toEqual(problem('bad_feed'));
  });

  test('no list, an error, nobody there: unreachable', async () => {
    await expect(rig().updater.check()).rejects.toEqual(problem('unreachable'));
    host.serve('latest-linux.yml', (_, response) => response.writeHead(503).end());
    await expect(rig().updater.check()).rejects.toEqual(problem('unreachable'));
    host.serve('latest-linux.yml', (request) => request.socket.destroy());
    await expect(rig().updater.check()).rejects.toEqual(problem('unreachable'));
  });

  test('a redirect to plain http elsewhere is not followed', async () => {
    host.serve('latest-linux.yml', (_, response) =>
      response.writeHead(302, { location: 'http://updates.example.invalid/latest.yml' }).end(),
    );
    const { updater, hosts } = rig();
    await expect(updater.check()).rejects.toEqual(problem('unreachable'));
    expect(hosts).toEqual(['127.0.0.1']);
  });
});

describe('fetching', () => {
  test('the whole and right file', async () => {
    publish();
    const { updater } = rig();
    await updater.check();
    const told: number[] = [];
    await updater.download({
      signal: new AbortController().signal,
      onProgress: (percent) => told.push(percent),
    });
    expect(leftOver()).toEqual([name]);
    for (const percent of told) expect(percent).toBeLessThanOrEqual(100);
  });

  test('another file than the one announced is thrown away', async () => {
    publish();
    host.serve(name, program('2.0.1'));
    const { updater } = rig();
    await updater.check();
    await expect(download(updater)).rejects.toEqual(problem('wrong_file'));
    expect(leftOver()).toEqual([]);
  });

  test('half a file, from a connection that ends, is thrown away', async () => {
    publish();
    const content = program('2.0.0');
    host.serve(name, (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.write(content.subarray(0, content.length / 2), () => response.destroy());
    });
    const { updater } = rig();
    await updater.check();
    await expect(download(updater)).rejects.toEqual(problem('incomplete'));
    expect(leftOver()).toEqual([]);
  });

  test('half a file that calls itself whole is another file', async () => {
    publish();
    host.serve(name, program('2.0.0').subarray(0, 1000));
    const { updater } = rig();
    await updater.check();
    await expect(download(updater)).rejects.toEqual(problem('wrong_file'));
  });

  test('a list without a checksum is no feed', async () => {
    host.serve('latest-linux.yml', `version: 2.0.0\nfiles:\n  - url: ${name}\n`);
    const { updater } = rig();
    await updater.check();
    await expect(download(updater)).rejects.toEqual(problem('bad_feed'));
  });

  test('a file that the list says is elsewhere, over plain http, is not asked for', async () => {
    publish({ name: 'http://updates.example.invalid/Handset.AppImage' });
    const { updater, hosts } = rig();
    await updater.check();
    await expect(download(updater)).rejects.toEqual(problem('incomplete'));
    expect(new Set(hosts)).toEqual(new Set(['127.0.0.1']));
  });

  test('a name that leads out of the folder stays in it', async () => {
    publish({ name: '../../../evil.AppImage' });
    const { updater } = rig();
    await updater.check();
    await download(updater).catch(() => {});
    expect(readdirSync(folder)).not.toContain('evil.AppImage');
    expect(readdirSync(join(folder, 'cache'))).toEqual(['handset-updater']);
  });

  test('what a call ends leaves nothing, and the next one brings all', async () => {
    publish();
    const content = program('2.0.0');
    const underWay = Promise.withResolvers<void>();
    const hungUp = Promise.withResolvers<void>();
    host.serve(name, (_, response) => {
      response.writeHead(200, { 'content-length': content.length });
      response.on('close', () => hungUp.resolve());
      response.write(content.subarray(0, 1000), () => underWay.resolve());
    });
    const { updater } = rig();
    await updater.check();
    const call = new AbortController();
    const ended = expect(download(updater, call.signal)).rejects.toThrow();
    await underWay.promise;
    call.abort();
    await ended;
    await hungUp.promise;
    expect(leftOver()).not.toContain(name);
    host.serve(name, content);
    await download(updater);
    expect(leftOver()).toContain(name);
  });

  test('what an earlier start fetched is not fetched again', async () => {
    publish();
    const first = rig().updater;
    await first.check();
    await download(first);
    const second = rig().updater;
    await second.check();
    await download(second);
    expect(host.asked.filter((path) => path.endsWith(name))).toHaveLength(1);
  });

  test('NSIS: a package without a feed of its own can be updated, too, and the wrong file not', async () => {
    const { updater } = rig({ kind: 'nsis' });
    host.serve(
      'latest-linux.yml',
      updateList({ version: '2.0.0', name: 'Setup.exe', content: program('2.0.0') }),
    );
    host.serve('Setup.exe', program('2.0.1'));
    await updater.check();
    await expect(download(updater)).rejects.toEqual(problem('wrong_file'));
    host.serve('Setup.exe', program('2.0.0'));
    await download(updater);
  });
});

describe('installing an AppImage', () => {
  async function fetched(): Promise<Rig> {
    publish();
    const all = rig();
    await all.updater.check();
    await download(all.updater);
    return all;
  }
  const started = () =>
    existsSync(join(folder, 'started')) ? readFileSync(join(folder, 'started'), 'utf8') : '';

  test('at the end of Handset, in place of the old file', async () => {
    const { updater, quit, image, relaunched } = await fetched();
    updater.installOnQuit(true);
    quit();
    expect(readFileSync(image)).toEqual(program('2.0.0'));
    expect(relaunched).toEqual([]);
    // Once, and with the word that it is to end at once.
    expect(started()).toBe('2.0.0 true\n');
  });

  test('not, where it was put off', async () => {
    const { updater, quit, image } = await fetched();
    updater.installOnQuit(false);
    quit();
    expect(readFileSync(image)).toEqual(program('1.0.0'));
    expect(started()).toBe('');
  });

  test('now: Handset ends first, and the new file is started once it has', async () => {
    const { updater, quit, quits, image, relaunched } = await fetched();
    updater.installNow(() => {});
    expect(quits()).toBe(1);
    expect(readFileSync(image)).toEqual(program('1.0.0'));
    quit();
    expect(readFileSync(image)).toEqual(program('2.0.0'));
    expect(relaunched).toEqual([image]);
  });
});
