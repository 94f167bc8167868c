import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { parseSync, Visitor } from 'oxc-parser';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
/** A file that is longer is named, so that somebody looks whether it is two. */
const longFile = 300;
const longestFile = 400;

interface SourceFile {
  /** Below `src/`, with forward slashes. */
  path: string;
  text: string;
  /** The text without its comments. */
  code: string;
  imports: string[];
  usesAny: boolean;
  exportsDefault: boolean;
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(root, 'src', path), 'utf8');
  const { program, module, errors, comments } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  let usesAny = false;
  const imports = [
    ...module.staticImports,
    ...module.staticExports.flatMap(({ entries }) => entries),
  ]
    .map((entry) => entry.moduleRequest?.value)
    .filter((name) => name !== undefined);
  new Visitor({
    // biome-ignore lint/correctness/noComponentHookFactories: a node of the syntax tree, no component.
    TSAnyKeyword: () => {
      usesAny = true;
    },
    // biome-ignore lint/correctness/noComponentHookFactories: as above.
    ImportExpression: ({ source }) => {
      imports.push(source.type === 'Literal' ? String(source.value) : '<computed>');
    },
  }).visit(program);
  const exportsDefault = module.staticExports.some(({ entries }) =>
    entries.some(({ exportName }) => exportName.kind === 'Default'),
  );
  return {
    path,
    text,
    code: withoutComments(text, comments),
    imports: imports.map((name) => resolve(path, name)),
    usesAny,
    exportsDefault,
  };
}

function withoutComments(text: string, comments: { start: number; end: number }[]): string {
  return comments.reduceRight(
    (rest, { start, end }) => rest.slice(0, start) + rest.slice(end),
    text,
  );
}

/** Relative imports become paths below `src/`; packages keep their names. */
function resolve(from: string, name: string): string {
  if (!name.startsWith('.')) return name;
  const path = relative(root, join(root, 'src', dirname(from), name))
    .split(sep)
    .join('/');
  return path.replace(/^src\//, './').replace(/\?.*$/, '');
}

const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((path) => path.split(sep).join('/'))
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .map(readSource);

const main = (names: string[]) => names.map((name) => `main/${name}`);

/** Rooms of main that know no other, but for `base` and what is shared. */
const leaves = ['net', 'secrets', 'os', 'i18n', 'exotel', 'storage', 'practice'];
/** Each may know those that stand before it. */
const services = [
  'settings',
  'profiles',
  'contacts',
  'history',
  'account',
  'diagnostics',
  'privacy',
  'hints',
  'floor',
  'calls',
  'missed',
  'recordings',
  'dialing',
  'updates',
];
const forServices = main(leaves.filter((name) => name !== 'os' && name !== 'i18n'));

/** The rooms and what each may import besides itself. */
const rooms: Record<string, string[]> = {
  shared: [],
  // What relays and desktops say to each other.
  floor: ['shared'],
  relay: ['shared', 'floor', 'main/base', 'main/hints'],
  'main/base': ['shared'],
  ...Object.fromEntries(main(leaves).map((room) => [room, ['shared', 'main/base']])),
  ...Object.fromEntries(
    main(services).map((room, index) => [
      room,
      [
        'shared',
        'main/base',
        'main/ipc',
        ...forServices,
        ...main(services.slice(0, index)),
        ...(room === 'main/floor' || room === 'main/calls' ? ['floor'] : []),
      ],
    ]),
  ),
  'main/ipc': ['shared', 'main/base', 'main/storage'],
  'main/web': ['shared', 'main/base', 'main/os', 'main/ipc'],
  'main/cli': ['shared', 'main/base', 'main/os'],
  'main/notices': [
    'shared',
    'main/base',
    'main/i18n',
    'main/storage',
    'main/exotel',
    'main/recordings',
  ],
  'main/desktop': [
    'shared',
    'main/base',
    'main/ipc',
    'main/web',
    'main/cli',
    'main/notices',
    ...main(leaves),
    ...main(services),
  ],
  'main/app': [
    'shared',
    'main/base',
    'main/ipc',
    'main/web',
    'main/cli',
    'main/notices',
    'main/desktop',
    ...main(leaves),
    ...main(services),
  ],
  'main/index.ts': ['main/app', 'main/cli', 'main/desktop', 'main/i18n', 'main/web'],
  preload: ['shared'],
  'renderer/route.ts': [],
  'renderer/screen-entry.ts': ['renderer/route.ts'],
  'renderer/ui': ['shared', 'renderer/format', 'renderer/i18n', 'renderer/route.ts'],
  'renderer/format': ['shared', 'renderer/i18n'],
  'renderer/i18n': ['shared'],
  // What a call looks like, wherever one is shown.
  'renderer/call': [
    'shared',
    'renderer/format',
    'renderer/i18n',
    'renderer/route.ts',
    'renderer/ui',
  ],
  'renderer/bridge.ts': ['shared', 'renderer/format', 'renderer/i18n', 'renderer/ui'],
  'renderer/stores': [
    'shared',
    'renderer/format',
    'renderer/i18n',
    'renderer/route.ts',
    'renderer/ui',
    'renderer/call',
    'renderer/bridge.ts',
  ],
};
const belowFeatures = [
  ...Object.keys(rooms).filter((room) => room.startsWith('renderer/')),
  'shared',
];

/** `main/calls/call-service.ts` is in `main/calls`; a feature is a room of its own. */
function roomOf(path: string): string {
  const parts = path.replace(/^renderer\/src\//, 'renderer/').split('/');
  if (['shared', 'preload', 'floor', 'relay'].includes(parts[0] ?? '')) return parts[0] ?? '';
  if (parts[0] === 'renderer' && parts[1] === 'features') return parts.slice(0, 3).join('/');
  return parts.slice(0, 2).join('/');
}

function mayImport(from: string, to: string): boolean {
  const [here, there] = [roomOf(from), roomOf(to)];
  if (here === there) return true;
  if (rooms[here]) return rooms[here].includes(there);
  if (here.startsWith('renderer/features/')) return belowFeatures.includes(there);
  // app.tsx, main.tsx and what stands beside them: the renderer's composition root.
  return here.startsWith('renderer/') && (there === 'shared' || there.startsWith('renderer/'));
}

function found(check: (file: SourceFile) => (string | false)[]): string[] {
  return files.flatMap((file) =>
    check(file)
      .filter((complaint) => complaint !== false)
      .map((complaint) => `${file.path}: ${complaint}`),
  );
}

const ofPackages = ({ imports }: SourceFile) => imports.filter((name) => !name.startsWith('./'));

test('there is something to check', () => {
  expect(files.length).toBeGreaterThan(50);
  const imports = files.flatMap((file) => file.imports);
  const known = new Set(files.map(({ path }) => `./${path}`));
  expect(imports.filter((name) => known.has(name)).length).toBeGreaterThan(100);
});

test.each([
  ['shared/domain/call.ts', 'main/base/clock.ts', false],
  ['main/base/clock.ts', 'shared/domain/call.ts', true],
  ['main/exotel/client.ts', 'main/storage/database/connection.ts', false],
  ['main/os/tray.ts', 'main/calls/call-service.ts', false],
  ['main/calls/call-service.ts', 'main/os/tray.ts', false],
  ['main/calls/call-service.ts', 'main/storage/database/connection.ts', true],
  ['main/calls/call-service.ts', 'main/app/compose.ts', false],
  ['main/recordings/fetch.ts', 'main/calls/call-service.ts', true],
  ['main/calls/call-service.ts', 'main/recordings/fetch.ts', false],
  ['main/calls/call-service.ts', 'main/dialing/dial-gate.ts', false],
  ['main/ipc/register.ts', 'main/app/compose.ts', false],
  ['main/app/compose.ts', 'main/ipc/register.ts', true],
  ['preload/index.ts', 'main/ipc/register.ts', false],
  ['renderer/src/ui/button.tsx', 'renderer/src/bridge.ts', false],
  ['renderer/src/ui/button.tsx', 'renderer/src/call/call-icon.tsx', false],
  ['renderer/src/call/call-icon.tsx', 'renderer/src/ui/button.tsx', true],
  ['renderer/src/call/call-icon.tsx', 'renderer/src/stores/calls-store.ts', false],
  ['renderer/src/stores/calls-store.ts', 'renderer/src/bridge.ts', true],
  ['renderer/src/bridge.ts', 'renderer/src/stores/calls-store.ts', false],
  ['renderer/src/features/dialer/keypad.tsx', 'renderer/src/features/history/list.tsx', false],
  ['renderer/src/features/dialer/keypad.tsx', 'renderer/src/stores/calls-store.ts', true],
  ['renderer/src/app.tsx', 'renderer/src/features/dialer/keypad.tsx', true],
  ['renderer/src/app.tsx', 'main/calls/call-machine.ts', false],
  ['main/somewhere-new/x.ts', 'main/base/clock.ts', false],
])('the rule itself: %s may import %s: %s', (from, to, allowed) => {
  expect(mayImport(from, to)).toBe(allowed);
});

test('imports run one way', () => {
  expect(
    found(({ path, imports }) =>
      imports
        .filter((name) => name.startsWith('./'))
        .map((name) => !mayImport(path, name.slice(2)) && `must not import ${name.slice(2)}`),
    ),
  ).toEqual([]);
});

test('relative imports stay in src, or read a picture, a sound or the package’s own data', () => {
  expect(
    found(({ imports }) => imports.map((name) => name.startsWith('..') && `leaves src: ${name}`)),
  ).toEqual([]);
});

describe('packages', () => {
  test('shared imports zod only', () => {
    expect(
      found((file) =>
        ofPackages(file).map((name) => file.path.startsWith('shared/') && name !== 'zod' && name),
      ),
    ).toEqual([]);
  });

  test('electron is for app, desktop, os, net, web, ipc, the entry and the preload', () => {
    const allowed = /^(main\/(app|desktop|os|net|web|ipc)\/|main\/index\.ts$|preload\/)/;
    expect(
      found((file) =>
        ofPackages(file).map(
          (name) => /^electron(\/|$)/.test(name) && !allowed.test(file.path) && name,
        ),
      ),
    ).toEqual([]);
  });

  test('the preload imports electron only', () => {
    expect(
      found((file) =>
        ofPackages(file).map(
          (name) => file.path.startsWith('preload/') && name !== 'electron' && name,
        ),
      ),
    ).toEqual([]);
  });

  test('the renderer knows neither node nor what only main may use', () => {
    const mainOnly = /^(node:|electron|better-sqlite3|@napi-rs\/keyring)/;
    expect(
      found((file) =>
        ofPackages(file).map(
          (name) => file.path.startsWith('renderer/') && mainOnly.test(name) && name,
        ),
      ),
    ).toEqual([]);
  });

  test('SQLite is for storage, types apart; the keychain for secrets', () => {
    const values = (file: SourceFile, name: string) =>
      new RegExp(`^import (?!type ).* from '${name}'`, 'm').test(file.text);
    expect(
      found((file) => [
        values(file, 'better-sqlite3') &&
          !file.path.startsWith('main/storage/') &&
          'better-sqlite3',
        values(file, '@napi-rs/keyring') && !file.path.startsWith('main/secrets/') && 'keyring',
      ]),
    ).toEqual([]);
  });
});

test('the broker’s protocol and the metrics’ have their places', () => {
  const places: Record<string, RegExp> = {
    mqtt: /^(relay\/broker|main\/floor)\//,
    'mqtt-packet': /^main\/floor\//,
    'prom-client': /^relay\/metrics\.ts$/,
  };
  expect(
    found((file) =>
      ofPackages(file).map((name) => places[name]?.test(file.path) === false && name),
    ),
  ).toEqual([]);
});

test('electron-updater is loaded where there is a feed, and only there', () => {
  const updater = /^main\/updates\/(feed-updater|feed-executor|verify-strictly)\.ts$/;
  const loads = /^import (?!type )[^;]*from '[^']*(electron-updater|feed-updater|feed-executor)/m;
  expect(
    found(({ path, code }) => [loads.test(code) && !updater.test(path) && 'loads it']),
  ).toEqual([]);
});

test('one place each for IPC, and for reading the bridge', () => {
  expect(
    found(({ path, code }) => [
      /\bipcMain\b/.test(code) && path !== 'main/ipc/register.ts' && 'ipcMain',
      /\bipcRenderer\b/.test(code) && !path.startsWith('preload/') && 'ipcRenderer',
      /window\.handset\b/.test(code) && path !== 'renderer/src/bridge.ts' && 'window.handset',
    ]),
  ).toEqual([]);
});

test('files stay short', () => {
  const linesOf = ({ text }: SourceFile) => text.split('\n').length - 1;
  const long = files.filter((file) => linesOf(file) > longFile);
  if (long.length > 0) {
    const named = long.map((file) => `  ${file.path}: ${linesOf(file)} lines`);
    console.warn(`Longer than ${longFile} lines:\n${named.join('\n')}`);
  }
  expect(found((file) => [linesOf(file) > longestFile && `${linesOf(file)} lines`])).toEqual([]);
});

test('no any, no default export, kebab-case names', () => {
  expect(
    found(({ path, usesAny, exportsDefault }) => [
      usesAny && 'any',
      exportsDefault && 'default export',
      !/^([a-z0-9-]+\/)*[a-z0-9-]+(\.[a-z0-9-]+)*\.tsx?$/.test(path) && 'name',
    ]),
  ).toEqual([]);
});
