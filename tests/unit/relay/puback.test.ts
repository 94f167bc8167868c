import { EventEmitter } from 'node:events';
import type { MqttClient } from 'mqtt';
import { expect, test } from 'vitest';
import { type Acknowledged, Publishing } from '../../../src/relay/broker/puback.ts';
import { settle } from '../../support/fake-clock.ts';

/** As much of a client as publishing takes. */
class Client extends EventEmitter {
  readonly serverProperties = { receiveMaximum: 2 };
  readonly sent: string[] = [];

  publish(_topic: string, payload: string): void {
    this.sent.push(payload);
  }

  getLastMessageId(): number {
    return this.sent.length;
  }

  acknowledge(messageId: number, reasonCode?: number): void {
    this.emit('packetreceive', { cmd: 'puback', messageId, reasonCode });
  }
}

function publishingRig() {
  const client = new Client();
  const publishing = new Publishing(client as unknown as MqttClient);
  const outcomes: Record<string, Acknowledged> = {};
  const publish = (payload: string) =>
    void publishing.publish('a', payload, {}).then((outcome) => {
      outcomes[payload] = outcome;
    });
  return { client, publish, outcomes };
}

test('no more are on their way than the broker takes, and the next follows each PUBACK', async () => {
  const { client, publish, outcomes } = publishingRig();
  for (const payload of ['a', 'b', 'c', 'd']) publish(payload);
  expect(client.sent).toEqual(['a', 'b']);
  client.acknowledge(2, 16);
  expect(client.sent).toEqual(['a', 'b', 'c']);
  client.acknowledge(1);
  client.acknowledge(77);
  client.emit('packetreceive', { cmd: 'suback', messageId: 3 });
  await settle();
  expect(client.sent).toEqual(['a', 'b', 'c', 'd']);
  expect(outcomes).toEqual({ a: 0, b: 16 });
});

test('when the connection ends, nothing is known of those that were under way or waited', async () => {
  const { client, publish, outcomes } = publishingRig();
  for (const payload of ['a', 'b', 'c']) publish(payload);
  client.emit('close');
  publish('d');
  await settle();
  expect(outcomes).toEqual({ a: null, b: null, c: null, d: null });
  expect(client.sent).toEqual(['a', 'b']);
});
