import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { parseCommandLine } from '../../../scripts/command-line.mjs';
import { commands } from '../../../scripts/commands.mjs';
import { parseArguments } from '../../../scripts/demo/arguments.ts';
import { telLinkSchemes } from '../../../src/main/os/tel-link.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Name = keyof typeof commands;

const root = join(import.meta.dirname, '../../..');
const names = Object.keys(commands) as Name[];
const optionsOf = (name: Name): string[] =>
  commands[name].groups.flatMap(({ options }) => Object.keys(options));

/** The project as it was fetched: without dependencies, so that what needs them cannot go on. */
function freshCheckout(): string {
  const folder = tempFolder();
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true });
  cpSync(join(root, 'package.json'), join(folder, 'package.json'));
  return folder;
}

async function runScript(folder: string, args: string[], env: NodeJS.ProcessEnv = {}) {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_config_'));
  const child = spawn(process.execPath, [join(folder, 'scripts/bootstrap.mjs'), ...args], {
    env: { ...Object.fromEntries(inherited), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise((resolve) => child.once('exit', resolve)),
  ]);
  return { out, err, status };
}

const line = (name: Name, argv: string[], env: NodeJS.ProcessEnv = {}) => {
  const read = parseCommandLine(name, argv, env);
  return 'complaint' in read ? read.complaint : read;
};

test('every npm script is declared, and goes through the one entry', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const wanted = names.map((name) => [name, `node scripts/bootstrap.mjs ${name}`]);
  expect(scripts).toEqual(Object.fromEntries(wanted));
});

test('--help shows the usage with every option, before anything is installed; so does -h', async () => {
  const folder = freshCheckout();
  for (const name of names) {
    const { out, err, status } = await runScript(folder, [name, '--help']);
    expect({ status, err }, name).toEqual({ status: 0, err: '' });
    expect(out).toMatch(/^Usage: npm /);
    for (const option of [...optionsOf(name), 'help']) expect(out).toContain(`--${option}`);
    expect(out.split('\n').filter((each) => each.length > 90)).toEqual([]);
    expect(parseCommandLine(name, ['--bogus', '-h'], {})).toEqual({ help: true });
  }
});

test('what a script does not know is refused before anything is installed', async () => {
  const folder = freshCheckout();
  for (const name of names) {
    const { out, err, status } = await runScript(folder, [name, '--bogus']);
    expect({ status, out }, name).toEqual({ status: 2, out: '' });
    expect(err).toMatch(/^npm (run )?\w+ has no option --bogus\.\n\nUsage: npm /);
  }
});

test.each<[Name, string[], RegExp]>([
  ['test', ['dialer'], /There is no file or folder "dialer" in the project/],
  ['test', ['tests/unit', 'src/main'], /"src\/main" holds no test/],
  ['test', ['README.md'], /"README\.md" holds no test/],
  ['test', ['--grep'], /--grep needs a value: --grep TEXT/],
  ['test', ['--grep', ' '], /--grep: a text is needed/],
  ['format', ['nowhere.ts'], /There is no file or folder "nowhere.ts"/],
  ['stack', ['nowhere.log'], /^There is no file "nowhere.log"\.$/],
  ['stack', ['-', '--maps', 'nowhere'], /^--maps: there is no folder "nowhere"\.$/],
  ['check', ['-x'], /has no option -x/],
  ['demo', ['--to'], /--to needs a value: --to NUMBER/],
  ['demo', ['--to', '--json'], /--to needs a value/],
  ['demo', ['--to', '98765', '43210'], /what to do with "43210".*lone "--"/],
  ['demo', ['--json=yes'], /--json takes no value/],
  ['demo', ['--to=1', '--to=2'], /--to is there twice/],
  ['torture', ['--only', 'sleep'], /no part "sleep", only dialling, crashing/],
  ['torture', ['--dials', '0'], /"0" is not a whole number/],
  ['torture', ['--cuts', '1e3'], /"1e3" is not a whole number/],
  ['simulate', ['--seed', 'abc'], /"abc" is not a whole number/],
  ['start', ['--practise'], /no option --practise/],
  ['start', ['practice'], /"practice" is not a link/],
  ['start', ['tel:1', 'tel:2'], /what to do with "tel:2"/],
])('%s %j is refused', (name, argv, complaint) => {
  expect(line(name, argv)).toMatch(complaint);
});

test('what npm kept for itself is asked back for', () => {
  const kept = /npm kept --\w+ for itself: put a lone "--" before it/;
  expect(line('start', [], { npm_config_practice: 'true' })).toMatch(kept);
  // npm takes `--to` for the beginning of a name of its own.
  expect(line('demo', [], { npm_config_token_description: 'hello' })).toMatch(kept);
  expect(line('demo', ['--json'], { npm_config_json: 'true' })).toMatchObject({ line: {} });
  expect(line('demo', [], { npm_config_key: 'of a client' })).toMatchObject({ line: {} });
});

test('values come as they were given, or as they are declared', () => {
  const read = parseCommandLine('torture', ['--dials', '20', '--only=journal'], {});
  if (!('line' in read)) throw new Error('refused');
  expect(['dials', 'cuts', 'only', 'seed'].map(read.line.text)).toEqual([
    '20',
    '500',
    'journal',
    undefined,
  ]);
  expect([read.line.has('dials'), read.line.has('cuts')]).toEqual([true, false]);
});

test('npm start takes every link that the app takes', () => {
  for (const scheme of telLinkSchemes) {
    expect(line('start', [`${scheme}+919876500000`])).toMatchObject({ line: {} });
  }
});

describe('the demo’s arguments', () => {
  const server = {
    provider: 'http://127.0.0.1:8080',
    sid: 'acme1',
    key: 'k',
    token: 't',
    agent: '98000 00001',
    exophone: '02241499102',
    to: '98765 00000',
  };
  const demo = (argv: string[]) => {
    const read = parseCommandLine('demo', argv, {});
    return 'line' in read ? parseArguments(read.line) : read;
  };
  const withServer = (change: Partial<Record<keyof typeof server, string>>) =>
    demo(Object.entries({ ...server, ...change }).map(([key, value]) => `--${key}=${value}`));

  test('--to with two numbers says that it is more than one', () => {
    const two = '98765 43210 / 98765 43211';
    expect(demo([`--to=${two}`])).toBe(`--to: "${two}" is more than one phone number.`);
  });

  test.each(['hello', '100', '', ' ', '12', 'a@b.c'])('--to %j is no phone number', (to) => {
    expect(demo([`--to=${to}`])).toBe(`--to: "${to}" is no phone number.`);
  });

  test('--to works alone, and without it a practice number is dialled', () => {
    const to = '+44 20 7946 0018';
    expect(demo(['--to', to, '--json'])).toEqual({ json: true, to, provider: null });
    expect(demo([])).toEqual({ json: false, to: '+44 7700 900000', provider: null });
  });

  test('a server takes everything or nothing', () => {
    expect(withServer({})).toMatchObject({ to: server.to, provider: { agent: server.agent } });
    const agent = 'sip:me@voip.example';
    expect(withServer({ agent })).toMatchObject({ provider: { agent } });
    expect(demo(['--sid', 'acme1'])).toBe(
      '--sid takes the other options of a server, too: --provider, --key, --token, --agent, --exophone, --to.',
    );
    expect(withServer({ key: ' ' })).toMatch(/too: --key\.$/);
  });

  test.each([
    [{ provider: 'http://192.0.2.1' }, /must be on this computer/],
    [{ provider: 'https://api.exotel.com' }, /must be on this computer/],
    [{ provider: 'nonsense' }, /must be on this computer/],
    [{ sid: 'a b' }, /--sid: "a b" is no account sid/],
    [{ agent: 'abc' }, /--agent: "abc" is neither a phone number nor a SIP address/],
    [{ exophone: '02' }, /--exophone: "02" is no phone number/],
    [{ to: 'hello' }, /--to: "hello" is no phone number/],
  ])('a server with %j is refused', (change, complaint) => {
    expect(withServer(change)).toMatch(complaint);
  });
});

test('a folder for temporary files that is not there is told in one sentence', async () => {
  const folder = freshCheckout();
  const missing = join(folder, 'nowhere');
  const env = { TMPDIR: missing, TEMP: missing, TMP: missing };
  const { out, err, status } = await runScript(folder, ['demo'], env);
  expect({ status, out }).toEqual({ status: 1, out: '' });
  expect(err).toMatch(/^The folder for temporary files, .*nowhere, is not there\. Make it .*\.\n$/);
  const { status: helped } = await runScript(folder, ['demo', '--help'], env);
  expect(helped).toBe(0);
});

test('a folder for results that cannot be written to is told in one sentence', async () => {
  const folder = freshCheckout();
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  writeFileSync(join(folder, 'artifacts'), 'a file');
  mkdirSync(join(folder, 'node_modules'));
  const { err, status } = await runScript(folder, ['build']);
  expect(status).toBe(1);
  expect(err).toMatch(/^The folder .*artifacts cannot be written to \(\w+\)\. Make it .*\.\n$/);
});
