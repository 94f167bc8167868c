import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { agentKeys, agentSecret, relayPassword, routerLogin } from '../../floor/keys.ts';
import { topicsOf } from '../../floor/topics.ts';
import type { Agent } from '../config.ts';
import { checkLogin } from './logins.ts';

/** Where mosquitto listens and what it reads and keeps. Paths are absolute. */
export interface BrokerPlace {
  acl: string;
  passwords: string;
  /** Folder of its database: queues and retained states outlive a restart. */
  data: string;
  /** Relays connect here. */
  mqtt: { host: string; port: number };
  /** Desktops connect here, by WebSocket. */
  websocket: { host: string; port: number };
}

/**
 * The configuration of mosquitto 2.0 on the relay's own computer: TLS is spoken by the proxy in
 * front of both. What a floor depends on is written out rather than left to defaults.
 */
export function mosquittoConf({ acl, passwords, data, mqtt, websocket }: BrokerPlace): string {
  return lines(
    '# Nobody without a password, and nobody beyond their own topics.',
    'allow_anonymous false',
    `password_file ${passwords}`,
    `acl_file ${acl}`,
    '',
    '# What waits for a desktop that is away outlives a restart of the broker.',
    'persistence true',
    `persistence_location ${data}/`,
    '# In seconds: what a power cut loses, the relays send again.',
    'autosave_interval 5',
    'persistent_client_expiration 1d',
    '# More than a floor has agents: a relay that starts is sent all their states at once.',
    'max_queued_messages 20000',
    'message_size_limit 65536',
    'set_tcp_nodelay true',
    '',
    'log_dest stdout',
    'log_type error',
    'log_type warning',
    'log_type notice',
    '',
    '# On both listeners the login is the client id: nobody but its owner can take a session over.',
    '# Which relay routes calls is decided by who has the session of the router.',
    '',
    '# Relays.',
    `listener ${mqtt.port} ${mqtt.host}`,
    'use_username_as_clientid true',
    '',
    '# Desktops.',
    `listener ${websocket.port} ${websocket.host}`,
    'protocol websockets',
    'use_username_as_clientid true',
  );
}

/** The logins that may do everything on a floor: none of them is an agent's. */
function trusted(floor: string, relays: readonly string[]): string[] {
  return [...relays, ...relays.map(checkLogin), routerLogin(floor)];
}

/** Who may do what: an agent its own topics, a relay everything of the floor. */
export function brokerAcl(floor: string, relays: readonly string[]): string {
  const topics = topicsOf(floor);
  // mosquitto puts the login in the place of %u; it lets in no login with a wildcard in it.
  const own = topics.agent('%u');
  return lines(
    '# Every agent, by login.',
    `pattern readwrite ${own.state}`,
    `pattern write ${own.out}`,
    `pattern write ${own.recent}`,
    `pattern read ${own.in}`,
    '# The same for all: mosquitto warns that it holds no %u, and does what it says.',
    `pattern read ${topics.info}`,
    ...trusted(floor, relays).flatMap((login) => [
      '',
      `user ${login}`,
      `topic readwrite ${topics.everything}`,
    ]),
  );
}

/** Everybody who may log in, with what proves it. */
export interface BrokerLogins {
  master: Buffer;
  floor: string;
  relays: readonly string[];
  agents: readonly Agent[];
}

/** The whole password file: it derives from the master and agents.json, so it is never edited. */
export function brokerPasswords({ master, floor, relays, agents }: BrokerLogins): string {
  return lines(
    ...trusted(floor, relays).map((login) =>
      passwordLine(login, relayPassword(master, floor, login)),
    ),
    ...agents.map((agent) => {
      const { brokerPassword } = agentKeys(agentSecret(master, floor, agent));
      return passwordLine(agent.id, brokerPassword);
    }),
  );
}

/** mosquitto's own number: the passwords are random, so a slow hash would protect nothing more. */
const iterations = 101;
const hashBytes = 64;

/** As `mosquitto_passwd` writes it: PBKDF2 with SHA-512. */
function passwordLine(user: string, password: string): string {
  const salt = randomBytes(12);
  const hash = pbkdf2Sync(password, salt, iterations, hashBytes, 'sha512');
  return `${user}:$7$${iterations}$${salt.toString('base64')}$${hash.toString('base64')}`;
}

function lines(...all: string[]): string {
  return `${all.join('\n')}\n`;
}
