import { EventEmitter } from 'node:events';
import { createRequire, registerHooks } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { startEnvironment, startSwitches } from '../../../tools/runtimes/start-switches.ts';

const probeFile = join(import.meta.dirname, '../../../tools/runtimes/electron-probe.cjs');

class FakeTray extends EventEmitter {
  setImage(_image: object): void {}
  setToolTip(_text: string): void {}
  setContextMenu(_menu: object): void {}
  destroy(): void {}
}

/** As much of Electron as the probe takes hold of; what reaches the machine is noted. */
function fakeElectron() {
  const reached: unknown[][] = [];
  const note =
    (name: string) =>
    (...args: unknown[]): object => {
      reached.push([name, ...args]);
      return {};
    };
  const electron = {
    app: Object.assign(new EventEmitter(), {
      commandLine: { hasSwitch: (name: string) => name === 'disable-quic' },
    }),
    BrowserWindow: { getAllWindows: () => [] },
    clipboard: { readText: note('readText'), writeText: note('writeText') },
    nativeImage: { createFromPath: note('createFromPath') },
    utilityProcess: { fork: note('fork') },
    globalShortcut: {},
    shell: {},
    dialog: {},
    Tray: FakeTray,
    Notification: class extends EventEmitter {},
  };
  return { electron, reached };
}

interface Probe {
  state(): Promise<{ clipboard: string; switches: string[]; tray: { icon: string } | null }>;
  setClipboard(text: string): void;
}

let electron = fakeElectron().electron;
let reached: unknown[][] = [];
const shared = globalThis as unknown as { handsetProbe: Probe; fakeElectron: object };
const hooks = registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: 'data:text/javascript,fake', format: 'commonjs', shortCircuit: true }
      : next(specifier, context),
  load: (url, context, next) =>
    url === 'data:text/javascript,fake'
      ? {
          format: 'commonjs',
          source: 'module.exports = globalThis.fakeElectron;',
          shortCircuit: true,
        }
      : next(url, context),
});
afterAll(() => hooks.deregister());

beforeEach(() => {
  ({ electron, reached } = fakeElectron());
  shared.fakeElectron = electron;
  const require = createRequire(import.meta.url);
  for (const file of Object.keys(require.cache)) delete require.cache[file];
  require(probeFile);
  electron.app.emit('ready');
});

test('the machine’s clipboard is neither read nor written', async () => {
  shared.handsetProbe.setClipboard('98765 43210');
  expect(await electron.clipboard.readText()).toBe('98765 43210');
  await electron.clipboard.writeText('98765 43211');
  expect((await shared.handsetProbe.state()).clipboard).toBe('98765 43211');
  expect(reached).toEqual([]);
});

test('the tray’s icon is told by its file', async () => {
  const tray = new electron.Tray();
  tray.setImage(electron.nativeImage.createFromPath('/icons/tray/talking.png'));
  expect((await shared.handsetProbe.state()).tray?.icon).toBe('/icons/tray/talking.png');
  tray.setImage(electron.nativeImage.createFromPath('/icons/tray/ended.png'));
  expect((await shared.handsetProbe.state()).tray?.icon).toBe('/icons/tray/ended.png');
});

test('the keychain is kept away where the tests say so, and nothing else', () => {
  process.env['HANDSET_KEYCHAIN'] = 'none';
  try {
    electron.utilityProcess.fork('/out/main/keychain-process.js', [], {});
    electron.utilityProcess.fork('/out/main/other.js', [], {});
  } finally {
    delete process.env['HANDSET_KEYCHAIN'];
  }
  electron.utilityProcess.fork('/out/main/keychain-process.js', [], {});
  expect(reached.map(([, module]) => module)).toEqual([
    expect.stringMatching(/test-keychain\.cjs$/),
    '/out/main/other.js',
    '/out/main/keychain-process.js',
  ]);
});

test('every start is made as Playwright makes the first', () => {
  expect(startSwitches('linux')).toContain('--no-sandbox');
  expect(startSwitches('darwin')).toEqual(['-AppleLanguages', '(en-US)']);
  expect(startSwitches('win32')).toEqual(['--lang=en-US']);
});

test('no start is a plain Node', () => {
  expect(startEnvironment({ ELECTRON_RUN_AS_NODE: '1', A: '1' }, { A: '2', B: undefined })).toEqual(
    {
      A: '2',
    },
  );
});

test('the switches in force are those that the safety hangs on, and are', async () => {
  expect((await shared.handsetProbe.state()).switches).toEqual(['disable-quic']);
});
