import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { findMosquitto } from '../../../scripts/mosquitto.ts';
import { bundleRelay } from '../../../scripts/relay/bundle.ts';
import { readJoinText } from '../../../src/floor/join-text.ts';
import { agentKeys } from '../../../src/floor/keys.ts';
import { topicsOf } from '../../../src/floor/topics.ts';
import { tryBroker } from '../../../src/relay/broker/try-broker.ts';
import { readConfig } from '../../../src/relay/setup/read-files.ts';
import { initLoopback } from '../../../tools/practice-floor/broker-folder.ts';
import { Mosquitto } from '../../../tools/practice-floor/mosquitto.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const program = findMosquitto();
const script = join(import.meta.dirname, '../../../scripts/relay.ts');

function start(args: string[], { file = script, cwd = '.' } = {}): ChildProcess {
  const child = spawn(process.execPath, [file, ...args], {
    cwd,
    env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', INIT_CWD: cwd },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

async function run(args: string[], place: { file?: string; cwd?: string } = {}) {
  const child = start(args, place);
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('no pipes');
  const [out, err, [status]] = await Promise.all([text(stdout), text(stderr), once(child, 'exit')]);
  return { out: out.trimEnd(), err, status };
}

/** Resolves with the first line that fits. */
function line(child: ChildProcess, fits: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    const { stdout } = child;
    if (!stdout) return reject(new Error('no pipe'));
    createInterface({ input: stdout }).on('line', (each) => fits.test(each) && resolve(each));
    child.once('exit', () => reject(new Error(`it ended before ${fits}`)));
  });
}

test('from nothing to a relay: every step says the next one', async () => {
  const cwd = tempFolder();
  const nothing = await run([], { cwd });
  expect(nothing).toMatchObject({ status: 1, out: '' });
  expect(nothing.err).toMatch(/^There is no relay in .*relay yet: "init" sets one up/);
  expect((await run(['init'], { cwd })).err).toMatch(/^init needs --public-url/);
  const made = await run(['init', '--public-url', 'https://relay.example.com'], { cwd });
  expect(made).toMatchObject({ status: 0, out: join(cwd, 'relay') });
  expect(made.err).toContain(join(cwd, 'relay/mosquitto/mosquitto.conf'));
  const added = await run(['agents', 'add', 'asha', '--name', 'Asha Rao'], { cwd });
  expect(readJoinText(added.out)).toMatchObject({ joining: { name: 'Asha Rao', generation: 1 } });
  const renewed = await run(['agents', 'renew', 'asha'], { cwd });
  expect(readJoinText(renewed.out)).toMatchObject({ joining: { generation: 2 } });
  expect(await run(['agents', 'list'], { cwd })).toMatchObject({
    out: 'asha  Asha Rao  (text 2)',
    err: '1 agent\n',
  });
  expect((await run(['agents', 'add', 'asha'], { cwd })).err).toMatch(/is an agent already/);
  expect(await run(['agents', 'remove', 'asha'], { cwd })).toMatchObject({ status: 0, out: '' });
});

test('many agents come from a CSV file, and their texts go into one that is closed to others', async () => {
  const cwd = tempFolder();
  await run(['init', '--public-url', 'https://relay.example.com'], { cwd });
  writeFileSync(join(cwd, 'agents.csv'), 'id,name\nasha,Asha Rao\nvikram,Vikram Shah\n');
  const imported = await run(['agents', 'import', 'agents.csv'], { cwd });
  const out = join(cwd, 'agents.join-texts.csv');
  expect(imported).toMatchObject({ status: 0, out });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(readFileSync(out, 'utf8').match(/^\w+,[\w ]+,handset-join:1\.\S+$/gm)).toHaveLength(2);
  expect((await run(['agents', 'import', 'agents.csv'], { cwd })).err).toMatch(/earlier import/);
});

test.each([['frob'], ['agents'], ['agents', 'add'], ['init', 'here'], ['agents', 'list', 'x']])(
  '%j %j is refused with the usage',
  async (...words) => {
    const { err, status } = await run(words.filter((word) => word !== undefined));
    expect(status).toBe(2);
    expect(err).toMatch(/is no command of the relay\.\n\nUsage: npm run relay -- /);
  },
);

test.skipIf(!program)(
  'a login comes and goes with the agent, once the broker reads again',
  async () => {
    const { folder, broker, config } = await loopback();
    const tried = async (joinText: string, topic: string) => {
      const read = readJoinText(joinText);
      if (read.kind !== 'ok') throw new Error(joinText);
      const { agent, secret } = read.joining;
      const { brokerPassword } = agentKeys(Buffer.from(secret, 'base64url'));
      const { url } = config.broker;
      return tryBroker({ url, ca: null, id: agent, password: brokerPassword, topic });
    };
    const topics = topicsOf(config.floor);
    const { out } = await run(['agents', 'add', 'asha', '--folder', folder.path]);
    expect(await tried(out, topics.agent('asha').out)).toBe('refused');
    await broker.reload();
    expect(await tried(out, topics.agent('asha').out)).toBe('fine');
    expect(await tried(out, topics.agent('vikram').out)).toBe('no rights');
    expect(await tried(out, topics.info)).toBe('no rights');
    const renewed = await run(['agents', 'renew', 'asha', '--folder', folder.path]);
    await broker.reload();
    expect(await tried(out, topics.agent('asha').out)).toBe('refused');
    expect(await tried(renewed.out, topics.agent('asha').out)).toBe('fine');
  },
);

test.skipIf(!program)(
  '--check finds nothing wrong with a floor that runs, and says what is',
  async () => {
    const { folder, broker } = await loopback();
    const place = ['--folder', folder.path];
    const relay = start(place);
    await line(relay, /Connected to the broker/);
    const wall = await fetch((await run(['wall', ...place])).out);
    expect(wall.status).toBe(200);
    const well = await run(['--check', ...place]);
    expect(well.out.split('\n').map(([mark]) => mark)).toEqual(['✓', '✓', '✓', '✓']);
    expect(well.status).toBe(0);

    const { broker: written } = folder;
    writeFileSync(
      written.passwords,
      readFileSync(written.passwords, 'utf8').replace(/^relay-1-check:/m, 'other:'),
    );
    await broker.reload();
    expect((await run(['--check', ...place])).out).toMatch(
      /✗ The broker .* refuses the login relay-1\. /,
    );

    await broker.kill();
    relay.kill('SIGTERM');
    expect(await once(relay, 'exit')).toEqual([0, null]);
    const gone = await run(['--check', ...place]);
    expect(gone.status).toBe(1);
    expect(gone.out).toMatch(/✗ No broker answers at mqtt:.*ECONNREFUSED/);
    expect(gone.out).toMatch(/✗ Desktops cannot reach the broker at ws:/);
    expect(gone.out).toMatch(/✗ Nothing answers at http:.*livez \(ECONNREFUSED\)/);
  },
);

test('the bundle runs where nothing is installed', async () => {
  const folder = tempFolder();
  const out = join(folder, 'bundle');
  await bundleRelay(out);
  const file = join(out, 'relay.mjs');
  const { folder: relayFolder, publicUrl } = await initLoopback(join(folder, 'relay'), 'Floor');
  const place = ['--folder', relayFolder.path];
  const help = await run(['--help'], { file, cwd: folder });
  expect(help.out).toMatch(/^Usage: node relay\.mjs \[options\] \[COMMAND\]/);
  expect(help.out).not.toMatch(/practice|npm/);
  expect(await run(['agents', 'add', 'asha', ...place], { file, cwd: folder })).toMatchObject({
    status: 0,
  });
  const relay = start(place, { file, cwd: folder });
  await line(relay, /Listening/);
  expect((await fetch(`${publicUrl}/livez`)).status).toBe(200);
  relay.kill('SIGINT');
  expect(await once(relay, 'exit')).toEqual([0, null]);
});

test('a port that is taken is told in one sentence', async () => {
  const { folder } = await initLoopback(join(tempFolder(), 'relay'), 'Floor');
  const place = ['--folder', folder.path];
  await line(start(place), /Listening/);
  const second = await run(place);
  expect(second.status).toBe(1);
  expect(second.err).toMatch(
    /^The relay cannot listen .*EADDRINUSE.*change the port in relay\.json\.\n$/,
  );
});

async function loopback() {
  const { folder } = await initLoopback(join(tempFolder(), 'relay'), 'Floor');
  const broker = new Mosquitto(program ?? '', folder.broker.config);
  await broker.start();
  onTestFinished(() => broker.kill());
  return { folder, broker, config: readConfig(folder) };
}
