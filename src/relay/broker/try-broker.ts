import { connect, ErrorWithReasonCode, type IClientOptions } from 'mqtt';
import type { BrokerLogin } from './connection.ts';

export interface TriedLogin extends BrokerLogin {
  /** A topic that the login must be allowed to write to. Nobody is subscribed to it. */
  topic: string;
}

const timeoutMs = 10_000;
/** MQTT 5, section 2.4: bad user name or password, not authorized. Brokers differ in which they say. */
const refusals = [0x86, 0x87];

export type BrokerTrial =
  | 'fine'
  /** There is a broker, and it does not take the login. */
  | 'refused'
  /** It takes the login, and does not let it write. */
  | 'no rights'
  /** Why there is no connection, in the words of the system. */
  | { unreachable: string };

/** Connects to the broker once, publishes an empty message, and disconnects. */
export async function tryBroker(login: TriedLogin): Promise<BrokerTrial> {
  const client = connect(login.url, optionsOf(login));
  try {
    await new Promise<void>((resolve, reject) => {
      client.once('connect', () => resolve());
      client.once('error', reject);
      client.once('close', () => reject(new Error('the connection was closed')));
    });
    // A SUBACK says nothing about rights, a PUBACK does.
    await client.publishAsync(login.topic, '', { qos: 1 });
    return 'fine';
  } catch (error) {
    return trialOf(error, client.connected);
  } finally {
    await client.endAsync(true);
  }
}

function optionsOf({ id, password, ca }: TriedLogin): IClientOptions {
  return {
    protocolVersion: 5,
    clientId: id,
    username: id,
    password,
    keepalive: 10,
    connectTimeout: timeoutMs,
    reconnectPeriod: 0,
    ...(ca !== null && { ca }),
  };
}

function trialOf(error: unknown, loggedIn: boolean): BrokerTrial {
  if (error instanceof ErrorWithReasonCode && refusals.includes(error.code))
    return loggedIn ? 'no rights' : 'refused';
  const { code, message } = error as NodeJS.ErrnoException;
  return { unreachable: code ? String(code) : message };
}
