import { randomBytes } from 'node:crypto';
import { expect, onTestFinished } from 'vitest';
import { relayPassword } from '../../../src/floor/keys.ts';
import { topicsOf } from '../../../src/floor/topics.ts';
import { systemClock } from '../../../src/main/base/clock.ts';
import { BrokerConnection } from '../../../src/relay/broker/connection.ts';
import type { BrokerMessage } from '../../../src/relay/broker/message.ts';
import { brokerTest, startMosquitto } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';

const topics = topicsOf('f1');
const { state } = topics.everyAgent;
const ofAsha = topics.agent('asha');

async function connectionRig() {
  const master = randomBytes(32);
  const broker = await startMosquitto({ master, floor: 'f1', relays: ['relay-1'], agents: [] });
  const note = () => {};
  const connect = async () => {
    const connection = new BrokerConnection(
      {
        url: broker.url,
        ca: broker.ca.pem,
        id: 'relay-1',
        password: relayPassword(master, 'f1', 'relay-1'),
        topics: [state],
      },
      { clock: systemClock, log: { info: note, warn: note, error: note } },
    );
    onTestFinished(() => connection.end());
    const heard: BrokerMessage[] = [];
    connection.messages.on((message) => heard.push(message));
    const isUp = new Promise((resolve) => connection.up.on(resolve));
    connection.start();
    await isUp;
    return { connection, heard };
  };
  return { broker, connect };
}

brokerTest('says what the broker says of each message, and null where it is gone', async () => {
  const { broker, connect } = await connectionRig();
  const { connection, heard } = await connect();
  const publish = (topic: string) => connection.publish(topic, 'x', { lifeSeconds: 60 });
  expect(await Promise.all([publish(ofAsha.state), publish(ofAsha.in)])).toEqual([0, 16]);
  expect(heard).toMatchObject([{ topic: ofAsha.state, retained: false, secondsLeft: 60 }]);
  // A floor that is not this relay's.
  expect(await publish(topicsOf('f2').info)).toBe(0x87);

  broker.pause();
  const open = [publish(ofAsha.state), publish(ofAsha.in)];
  await broker.kill();
  expect(await Promise.all(open)).toEqual([null, null]);
  expect(connection.isUp).toBe(false);
  expect(await publish(ofAsha.state)).toBe(null);
});

brokerTest('what was retained is said to be so, with the time it has left', async () => {
  const { connect } = await connectionRig();
  const first = await connect();
  await first.connection.publish(ofAsha.state, 'x', { lifeSeconds: 60, retain: true });
  await first.connection.end();
  const second = await connect();
  await expect
    .poll(() => second.heard, patience)
    .toMatchObject([{ topic: ofAsha.state, retained: true }]);
  expect(second.heard[0]?.secondsLeft).toBeGreaterThan(0);
  expect(second.heard[0]?.secondsLeft).toBeLessThanOrEqual(60);
});

brokerTest('a relay that starts hears of every agent of a large floor', async () => {
  const { connect } = await connectionRig();
  const first = await connect();
  const agents = Array.from({ length: 3_000 }, (_, index) => `agent-${index}`);
  await Promise.all(
    agents.map((agent) =>
      first.connection.publish(topics.agent(agent).state, 'x', { lifeSeconds: 180, retain: true }),
    ),
  );
  await first.connection.end();
  const { heard } = await connect();
  await expect.poll(() => heard.length, patience).toBe(agents.length);
});
