import { onTestFinished, test } from 'vitest';
import { findMosquitto } from '../../scripts/mosquitto.ts';
import type { BrokerLogins } from '../../src/relay/setup/broker-files.ts';
import { runMosquitto, type TestBroker } from './mosquitto-process.ts';
import { tempFolder } from './temp-folder.ts';

export type { TestBroker } from './mosquitto-process.ts';

const hasBroker = findMosquitto() !== null;
if (!hasBroker) console.warn('No mosquitto here: tests with a broker are skipped.');

/** A test that needs the broker, skipped where it cannot be had. */
export const brokerTest: (name: string, run: () => Promise<void>) => void = test.skipIf(!hasBroker);

/** Starts mosquitto for a floor on free ports of this computer, with TLS, and ends it with the test. */
export async function startMosquitto(logins: BrokerLogins): Promise<TestBroker> {
  const broker = await runMosquitto(logins, tempFolder());
  onTestFinished(() => broker.kill());
  return broker;
}
