import { execFileSync } from 'node:child_process';
import {
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { extractAll, listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { parseSync } from 'oxc-parser';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { telLinkSchemes } from '../../../src/main/os/tel-link.ts';
import {
  appImageEntry,
  fpmOrder,
  msiProject,
  type Packed,
  packOnStandIn,
  root,
} from '../../support/packed-app.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const desktopId = 'app.handset.Handset';
const schemes = telLinkSchemes.map((scheme) => scheme.replace(/:$/, ''));
const megabyte = 1_000_000;
/** What installs updates, with all that it needs. */
const updater = [
  'argparse',
  'builder-util-runtime',
  'debug',
  'electron-updater',
  'fs-extra',
  'graceful-fs',
  'js-yaml',
  'jsonfile',
  'lazy-val',
  'lodash.escaperegexp',
  'lodash.isequal',
  'ms',
  'sax',
  'semver',
  'tiny-typed-emitter',
  'universalify',
];

/** On the others a stand-in would need executables of theirs; what it shows is the same. */
describe.skipIf(process.platform !== 'linux')('packed for Linux on a stand-in', () => {
  let unpacked = '';
  let resources = '';
  let configuration: Packed['configuration'] = {};
  const folder = mkdtempSync(join(tmpdir(), 'handset-packed-'));
  beforeAll(async () => {
    ({ unpacked, configuration } = await packOnStandIn(folder));
    resources = join(unpacked, 'resources');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const inArchive = (): string[] =>
    listPackage(join(resources, 'app.asar'), { isPack: false }).map((path) =>
      path.split(sep).join('/').replace(/^\//, ''),
    );

  test('the archive holds the build, the package’s description, and what is read at run time', () => {
    const paths = inArchive();
    const below = (folder: string): string[] => [
      ...new Set(
        paths
          .filter((path) => path.startsWith(folder))
          .map((path) => path.slice(folder.length).split('/')[0] ?? ''),
      ),
    ];
    expect(below('').sort()).toEqual(['node_modules', 'out', 'package.json', 'resources']);
    expect(below('out/').sort()).toEqual(['main', 'preload', 'renderer']);
    expect(below('resources/').sort()).toEqual(['icons', 'practice', 'updates']);
    expect(below('resources/practice/')).toEqual(['sample.mp3']);
    expect(below('resources/icons/').sort()).toEqual(['icon-256.png', 'tray']);
    expect(below('node_modules/').sort()).toEqual(
      ['@napi-rs', 'better-sqlite3', ...updater].sort(),
    );
    expect(below('node_modules/better-sqlite3/').sort()).toEqual([
      'LICENSE',
      'lib',
      'package.json',
      'prebuilds',
    ]);
  });

  test('no source, no test, no map, and nothing of the build’s own', () => {
    const unwanted = /\.(ts|tsx|map|md|c|h|cc|cpp|gyp|nsh|plist|ico|icns)$|test|bundled\.json/;
    const trayIcons = /^resources\/icons\/tray\/\w+\.ico$/;
    const found = inArchive().filter((path) => unwanted.test(path) && !trayIcons.test(path));
    expect(found).toEqual([]);
    // What is kept out is there: beside the bundles, which do not name it.
    const bundles = globSync('out/{main,preload,renderer}/**/*.{js,cjs}', { cwd: root });
    expect(bundles.length).toBeGreaterThan(10);
    for (const bundle of bundles) {
      const code = readFileSync(join(root, bundle), 'utf8');
      expect(code.includes('sourceMappingURL='), bundle).toBe(false);
      // What only passes on another bundle has no source of its own.
      const isOwn = !/^import\{[^}]*\}from"[^"]+";export default \w+\(\);export\{\};\s*$/.test(
        code,
      );
      if (isOwn && !/rolldown-runtime/.test(bundle))
        expect(existsSync(join(root, `${bundle}.map`)), bundle).toBe(true);
    }
  });

  test('natives are this system’s alone, outside the archive', () => {
    const natives = globSync('**/*.node', { cwd: join(resources, 'app.asar.unpacked') }).map(
      (path) => path.split(sep).join('/'),
    );
    expect(natives.sort()).toEqual([
      `node_modules/@napi-rs/keyring-linux-${process.arch}-gnu/keyring.linux-${process.arch}-gnu.node`,
      `node_modules/better-sqlite3/prebuilds/linux-${process.arch}.node`,
    ]);
  });

  test('every package that main imports is in the archive, and loads from it', () => {
    const folder = tempFolder();
    extractAll(join(resources, 'app.asar'), folder);
    const known = new Set(['electron', 'electron/main', ...builtinModules]);
    const imported = globSync('out/{main,preload}/**/*.{js,cjs}', { cwd: folder })
      .flatMap((path) => {
        const { module } = parseSync(path, readFileSync(join(folder, path), 'utf8'));
        return module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
      })
      .filter((name) => !name.startsWith('.') && !known.has(name.replace(/^node:/, '')))
      .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0]);
    const packages = [...new Set(imported)].sort();
    expect(packages).toEqual(Object.keys(manifest.dependencies).sort());
    // From a folder of its own, where the project's node_modules are not found.
    const script = `const Database = require('better-sqlite3');
      const { AsyncEntry } = require('@napi-rs/keyring');
      console.log(new Database(':memory:').prepare('SELECT 6 * 7 AS n').get().n, typeof AsyncEntry);`;
    const said = execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' });
    expect(said).toBe('42 function\n');
  });

  test('the package stays small', () => {
    const size = (folder: string): number =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
    // A tenth of it is the floor's MQTT client, which is loaded only where a floor was joined.
    expect(statSync(join(resources, 'app.asar')).size).toBeLessThan(4.5 * megabyte);
    expect(size(join(resources, 'app.asar.unpacked'))).toBeLessThan(7 * megabyte);
  });

  test('the fuses are as they should be in the binary itself', async () => {
    const wire = await getCurrentFuseWire(join(unpacked, 'handset'));
    const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)];
    expect(wire).toMatchObject({
      [FuseV1Options.RunAsNode]: off,
      [FuseV1Options.EnableCookieEncryption]: off,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
      [FuseV1Options.EnableNodeCliInspectArguments]: off,
      [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
      [FuseV1Options.OnlyLoadAppFromAsar]: on,
      [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
    });
  });

  test('what it is made of is told, with every licence', () => {
    const list = JSON.parse(readFileSync(join(resources, 'sbom.cdx.json'), 'utf8'));
    expect(list).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6' });
    expect(list.metadata.component).toMatchObject({ name: 'handset', version: manifest.version });
    const texts = readFileSync(join(resources, 'licences.txt'), 'utf8');
    const parts: { group?: string; name: string; version: string; licenses: unknown[] }[] =
      list.components;
    for (const { group, name, version, licenses } of parts) {
      const full = group === undefined ? name : `${group}/${name}`;
      expect(licenses, full).not.toEqual([]);
      expect(texts).toContain(`\n${full} ${version} (`);
    }
    const names = parts.map(({ group, name }) => (group === undefined ? name : `${group}/${name}`));
    // Of the runtime, of main's bundle, of the page's, of its styles, and of the archive.
    for (const name of ['electron', 'zod', 'react', '@fontsource-variable/inter', 'better-sqlite3'])
      expect(names).toContain(name);
    for (const name of ['vite', 'electron-builder', 'typescript'])
      expect(names).not.toContain(name);
    const purls = list.components.map(({ purl }: { purl: string }) => purl);
    expect(new Set(purls).size).toBe(purls.length);
    expect(list.dependencies).toContainEqual({
      ref: list.metadata.component['bom-ref'],
      dependsOn: [...purls].sort(),
    });
  });

  const lineOf = (entry: string, key: string): string | undefined =>
    entry.match(new RegExp(`^${key}=(.*)$`, 'm'))?.[1];

  test.each(['deb', 'rpm'] as const)('the %s says what it is, and opens links', async (target) => {
    const { args, entry } = await fpmOrder(target, unpacked);
    const option = (name: string): string | undefined => args[args.indexOf(`--${name}`) + 1];
    expect(option('name')).toBe('handset');
    expect(option('version')).toBe(manifest.version);
    expect(option('url')).toBe(manifest.homepage);
    expect(option('license')).toBe('MIT');
    expect(option('maintainer')).toMatch(/^The Handset authors <\S+@\S+>$/);
    expect(option('category')).toBe(target === 'deb' ? 'comm' : 'Applications/Communications');
    expect(option('description')).toContain(manifest.description);
    expect(args).toContain(`${unpacked}/=/opt/Handset`);
    const shipped = args.filter((each) => each.includes('=/usr/share/'));
    const places = shipped.map((each) => each.split('=')[1]);
    expect(places).toContain(`/usr/share/applications/${desktopId}.desktop`);
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512])
      expect(places).toContain(`/usr/share/icons/hicolor/${size}x${size}/apps/handset.png`);
    expect(lineOf(entry, 'Exec')).toBe('/opt/Handset/handset %U');
    expect(lineOf(entry, 'Icon')).toBe('handset');
    expect(lineOf(entry, 'StartupWMClass')).toBe(desktopId);
    expect(lineOf(entry, 'MimeType')?.split(';').filter(Boolean)).toEqual(
      schemes.map((scheme) => `x-scheme-handler/${scheme}`),
    );
  });

  test('an AppImage starts in its sandbox, and knows links', async () => {
    const { desktop, desktopFileName } = await appImageEntry(unpacked);
    expect(desktopFileName).toBe(`${desktopId}.desktop`);
    expect(lineOf(desktop, 'Exec')).toBe('AppRun %U');
    expect(lineOf(desktop, 'MimeType')).toContain('x-scheme-handler/tel;');
  });

  test('every other package is described to its end', () => {
    expect(configuration).toMatchObject({
      appId: 'app.handset.desktop',
      toolsets: { appimage: '1.0.3' },
      linux: { target: ['deb', 'rpm', 'AppImage'], syncDesktopName: true },
      win: { target: ['nsis', 'msi'], icon: 'resources/icons/icon.ico' },
      nsis: { oneClick: false, perMachine: false, include: 'resources/packaging/installer.nsh' },
      msi: { perMachine: true },
      mac: { target: ['dmg', 'zip'], hardenedRuntime: true, minimumSystemVersion: '13.0' },
    });
    const { win, nsis, mac, msi } = configuration;
    const named = [
      win?.icon,
      nsis?.include,
      mac?.icon,
      mac?.entitlements,
      mac?.entitlementsInherit,
    ];
    for (const file of named) expect(existsSync(join(root, String(file))), String(file)).toBe(true);
    // A file of one system and processor never overwrites another's on the page that offers them.
    for (const name of [nsis?.artifactName, mac?.artifactName, msi?.artifactName])
      expect(name).toMatch(/\$\{arch\}/);
    expect(configuration.protocols).toEqual([expect.objectContaining({ schemes })]);
    expect(configuration.forceCodeSigning).toBeFalsy();
  });

  test('the running app goes by the name of its desktop entry, at login too', () => {
    expect(manifest.desktopName).toBe(`${desktopId}.desktop`);
    expect(manifest.productName).toBe(configuration.productName);
    const login = readFileSync(join(root, 'src/main/os/launch-at-login.ts'), 'utf8');
    expect(login).toContain(`'autostart', '${desktopId}.desktop'`);
  });
});

test('the MSI registers the links that the other installer does', async () => {
  const project = await msiProject();
  const executable = project.match(/<Component>\s*<File Name="Handset\.exe"[\s\S]*?<\/Component>/);
  const values = [...(executable?.[0].matchAll(/<RegistryValue ([^>]*)\/>/g) ?? [])].map(
    ([, attributes = '']) =>
      Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, k, v]) => [k, v])),
  );
  for (const scheme of schemes) {
    expect(values).toContainEqual({
      Root: 'HKMU',
      Key: 'Software\\Handset\\Capabilities\\URLAssociations',
      Name: scheme,
      Value: 'Handset.tel',
      Type: 'string',
    });
  }
  expect(values).toContainEqual({
    Root: 'HKMU',
    Key: 'Software\\Classes\\Handset.tel\\shell\\open\\command',
    Value: '&quot;[#mainExecutable]&quot; &quot;%1&quot;',
    Type: 'string',
  });
  expect(values).toContainEqual(
    expect.objectContaining({ Key: 'Software\\RegisteredApplications', Name: 'Handset' }),
  );
  expect(project.match(/<Component[ >]/g)?.length).toBe(project.match(/<\/Component>/g)?.length);
});
