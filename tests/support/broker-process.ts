import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findMosquitto } from '../../scripts/mosquitto.ts';
import type { Agent } from '../../src/relay/config.ts';
import {
  type BrokerLogins,
  brokerAcl,
  brokerPasswords,
  mosquittoConf,
} from '../../src/relay/setup/broker-files.ts';

const program = findMosquitto();
/** Whether the real broker can be had here. */
export const brokerHere = program !== null;

export interface TestBroker {
  /** For relays. */
  url: string;
  /** For desktops. */
  socketUrl: string;
  /** File and content of the certificate authority, made for this test; empty without TLS. */
  ca: { path: string; pem: string };
  /** Ends it as a power cut would; `start` brings it back. */
  kill(): Promise<void>;
  /** Ends it as an administrator would: it saves its sessions. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Has it save what it holds, which it otherwise does every five seconds. */
  save(): void;
  /** The file of what it holds. */
  held: string;
  /** Changes which agents may log in. */
  admit(agents: readonly Agent[]): void;
  /** Lets it stand still, and go on. */
  pause(): void;
  resume(): void;
  /** The process that runs now. */
  pid(): number;
  /** What it has logged so far. */
  said: readonly string[];
  /** How often it has refused a login so far. */
  refusals(): number;
}

export interface BrokerPlaceOptions extends BrokerLogins {
  /** Where its files are. */
  folder: string;
  /** Without, connections are plain, as on one computer. */
  tls: boolean;
}

/** Starts mosquitto for a floor on free ports of this computer; `kill` ends it. */
export async function startBrokerProcess(options: BrokerPlaceOptions): Promise<TestBroker> {
  const { folder, tls, ...logins } = options;
  const at = (name: string): string => join(folder, name);
  const certified = tls ? makeCertificates(folder) : null;
  mkdirSync(at('data'));
  writeFileSync(at('acl'), brokerAcl(logins.floor, logins.relays));
  writeFileSync(at('passwords'), brokerPasswords(logins));
  const [mqtt = 0, websocket = 0] = await freePorts(2);
  const conf = mosquittoConf({
    acl: at('acl'),
    passwords: at('passwords'),
    data: at('data'),
    mqtt: { host: '127.0.0.1', port: mqtt },
    websocket: { host: '127.0.0.1', port: websocket },
  });
  writeFileSync(at('mosquitto.conf'), forTest(conf, certified));

  const said: string[] = [];
  let child: ChildProcess | null = null;
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  };
  const start = async (): Promise<void> => {
    child = spawn(program ?? '', ['-c', at('mosquitto.conf')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await untilRunning(child, said);
  };
  await start();
  return {
    url: certified ? `mqtts://localhost:${mqtt}` : `mqtt://127.0.0.1:${mqtt}`,
    socketUrl: certified ? `wss://localhost:${websocket}` : `ws://127.0.0.1:${websocket}`,
    ca: { path: certified?.ca ?? '', pem: certified ? readFileSync(certified.ca, 'utf8') : '' },
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    start,
    save: () => void child?.kill('SIGUSR1'),
    held: join(at('data'), 'mosquitto.db'),
    admit: (agents) => {
      writeFileSync(at('passwords'), brokerPasswords({ ...logins, agents }));
      child?.kill('SIGHUP');
    },
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    pid: () => child?.pid ?? 0,
    said,
    refusals: () => said.filter((line) => line.includes('not authorised')).length,
  };
}

interface Certified {
  ca: string;
  certificate: string;
  key: string;
}

/** What an administrator's proxy does is done by mosquitto itself. */
function forTest(conf: string, certified: Certified | null): string {
  const files = certified ? `\ncertfile ${certified.certificate}\nkeyfile ${certified.key}` : '';
  const secured = conf.replace(/^listener .*$/gm, `$&${files}`);
  // Started by root it would change to a user who may not read the test's folder.
  const user = process.getuid?.() === 0 ? 'user root\n' : '';
  // Into a pipe, it writes its standard output late.
  const told = secured.replace('log_dest stdout', 'log_dest stderr\nlog_type information');
  return user + told;
}

/** Resolves once mosquitto serves; `said` goes on to hear what it logs. */
async function untilRunning(child: ChildProcess, said: string[]): Promise<void> {
  if (!child.stderr) throw new Error('mosquitto has no output');
  const lines = createInterface(child.stderr);
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (/mosquitto version .* running/.test(line)) resolve();
    });
    lines.once('close', () => reject(new Error(`mosquitto ended: ${said.join('\n')}`)));
  });
}

/** An authority, and a certificate of it for `localhost`. */
function makeCertificates(folder: string): Certified {
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void =>
    void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=A test');
  openssl(
    'req',
    ...key.slice(0, -2),
    '-keyout',
    'own.key',
    '-out',
    'own.csr',
    '-subj',
    '/CN=localhost',
  );
  writeFileSync(at('names'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n');
  const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2'];
  openssl('x509', '-req', '-in', 'own.csr', ...signed, '-extfile', 'names', '-out', 'own.pem');
  return { ca: at('ca.pem'), certificate: at('own.pem'), key: at('own.key') };
}

export async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports;
}
