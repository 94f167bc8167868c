import { onTestFinished, test } from 'vitest';
import type { BrokerLogins } from '../../src/relay/setup/broker-files.ts';
import { brokerHere, startBrokerProcess, type TestBroker } from './broker-process.ts';
import { tempFolder } from './temp-folder.ts';

export type { TestBroker } from './broker-process.ts';

if (!brokerHere) console.warn('No mosquitto here: tests with a broker are skipped.');

/** A test that needs the broker, skipped where it cannot be had. */
export const brokerTest: (name: string, run: () => Promise<void>) => void = test.skipIf(
  !brokerHere,
);

/** Starts mosquitto for a floor, with TLS, and ends it with the test. */
export async function startMosquitto(logins: BrokerLogins): Promise<TestBroker> {
  const broker = await startBrokerProcess({ ...logins, folder: tempFolder(), tls: true });
  onTestFinished(() => broker.kill());
  return broker;
}
