import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { findMosquitto } from '../../../scripts/mosquitto.ts';
import { findProgram } from '../../../scripts/programs.ts';
import { init } from '../../../src/relay/cli/init.ts';
import { relayConfigSchema } from '../../../src/relay/config.ts';
import { relayFolder } from '../../../src/relay/setup/folder.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const deploy = join(import.meta.dirname, '../../../deploy');
const sample = (name: string) => readFileSync(join(deploy, name), 'utf8');

const mosquitto = findMosquitto();
const nginx = findProgram(['nginx']) ?? findProgram(['/usr/sbin/nginx']);
const systemd = findProgram(['systemd-analyze']);
const openssl = findProgram(['openssl']);
if (!nginx) console.warn('deploy/nginx.conf is not tried: nginx is not installed');
if (!systemd) console.warn('deploy/handset-relay.service is not tried: systemd is not installed');

/** What `init` writes for the floor of the samples, as if its folder were /etc/handset-relay. */
function written() {
  const path = join(tempFolder(), 'relay');
  const { folder } = init(path, {
    floor: 'floor-1',
    name: 'Pune, second floor',
    publicUrl: 'https://relay.example.com',
    brokerUrl: 'mqtt://127.0.0.1:1883',
    desktopUrl: undefined,
  });
  const read = (file: string) => readFileSync(file, 'utf8').replaceAll(path, '/etc/handset-relay');
  return { read, folder };
}

test('the samples for mosquitto are what init writes', () => {
  const { read, folder } = written();
  expect(sample('mosquitto.conf')).toBe(read(folder.broker.config));
  expect(sample('acl.example')).toBe(read(folder.broker.acl));
});

test('the sample of relay.json is what init writes, and is read', () => {
  const { read, folder } = written();
  const config = JSON.parse(sample('relay.example.json'));
  expect(config).toEqual(JSON.parse(read(folder.config)));
  expect(relayConfigSchema.parse(config)).toEqual(config);
});

test.skipIf(!mosquitto)('mosquitto starts with the sample', async () => {
  const folder = tempFolder();
  const data = join(folder, 'data');
  mkdirSync(data);
  writeFileSync(join(folder, 'acl'), sample('acl.example'), { mode: 0o600 });
  writeFileSync(join(folder, 'passwords'), '', { mode: 0o600 });
  const config = sample('mosquitto.conf')
    .replaceAll('/etc/handset-relay/mosquitto', folder)
    .replaceAll('/var/lib/mosquitto', data)
    .replace(/^listener \d+/gm, 'listener 0')
    .concat('log_dest stderr\n', process.getuid?.() === 0 ? 'user root\n' : '');
  writeFileSync(join(folder, 'mosquitto.conf'), config);
  const child = spawn(mosquitto ?? '', ['-c', join(folder, 'mosquitto.conf'), '-v']);
  onTestFinished(() => void child.kill('SIGKILL'));
  const said: string[] = [];
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => reject(new Error(said.join('\n'))));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said.push(line);
      if (/version \S+ running/.test(line)) resolve();
    });
  });
  const known = /not be run as root|ACL pattern 'handset\/1\/floor-1\/floor' does not contain/;
  const complaints = said.filter((line) => /error|warning|unknown/i.test(line));
  expect(complaints.filter((line) => !known.test(line))).toEqual([]);
});

test.skipIf(!nginx || !openssl)('nginx takes the sample', () => {
  const folder = tempFolder();
  const pair = { key: join(folder, 'key.pem'), certificate: join(folder, 'certificate.pem') };
  const made = spawnSync(openssl ?? '', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
    ...['-subj', '/CN=relay.example.com', '-keyout', pair.key, '-out', pair.certificate],
  ]);
  expect(made.status).toBe(0);
  const config = sample('nginx.conf')
    .replace(/\/etc\/letsencrypt\S*fullchain\.pem/, pair.certificate)
    .replace(/\/etc\/letsencrypt\S*privkey\.pem/, pair.key)
    .replace('/run/nginx.pid', join(folder, 'nginx.pid'))
    .replace('/var/log/nginx/error.log', join(folder, 'error.log'))
    .replace(/^user .*$/m, '');
  writeFileSync(join(folder, 'nginx.conf'), config);
  const { status, stderr } = spawnSync(nginx ?? '', ['-t', '-c', join(folder, 'nginx.conf')]);
  expect(stderr.toString()).toContain('test is successful');
  expect(status).toBe(0);
});

test('the proxy passes on to where init lets things listen, and keeps no paths', () => {
  const { broker } = relayFolder('/etc/handset-relay');
  expect(sample('mosquitto.conf')).toContain(`password_file ${broker.passwords}\n`);
  const { listen } = relayConfigSchema.parse(JSON.parse(sample('relay.example.json')));
  const config = sample('nginx.conf');
  expect(config).toContain(`proxy_pass http://${listen.host}:${listen.port};`);
  const [, desktops] =
    /^listener (\d+) [\d.]+\nprotocol websockets$/m.exec(sample('mosquitto.conf')) ?? [];
  expect(config).toContain(`proxy_pass http://127.0.0.1:${desktops};`);
  expect(config).toMatch(/^ {2}access_log off;$/m);
});

test.skipIf(!systemd)('systemd understands every line of the unit', () => {
  const file = join(tempFolder(), 'handset-relay.service');
  // What it runs need not be installed here.
  writeFileSync(
    file,
    sample('handset-relay.service').replace(/^ExecStart=\S+/m, 'ExecStart=/bin/sh'),
  );
  const { stderr } = spawnSync(systemd ?? '', ['verify', file]);
  const ours = stderr
    .toString()
    .split('\n')
    .filter((line) => line.includes('handset-relay.service'));
  expect(ours).toEqual([]);
});

test('what the unit and the container run is what the bundle is called, and where the key is', () => {
  const unit = sample('handset-relay.service');
  const { master } = relayFolder('/etc/handset-relay');
  expect(unit).toContain('/relay.mjs --folder /etc/handset-relay\n');
  expect(unit).toContain(`LoadCredential=master:${master}\n`);
  expect(sample('Dockerfile')).toContain('COPY out/relay/relay.mjs ');
});
