import { expect } from 'vitest';
import { type FloorInfo, floorInfoSchema } from '../../../src/floor/messages.ts';
import {
  floorRig,
  metricsOf,
  type RunningRelay,
  type TestDesktop,
  topics,
} from '../../support/floor-rig.ts';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';

function infosOf({ client }: TestDesktop): FloorInfo[] {
  const infos: FloorInfo[] = [];
  client.on('message', (topic, payload) => {
    if (topic === topics.info) infos.push(floorInfoSchema.parse(JSON.parse(payload.toString())));
  });
  return infos;
}

brokerTest('desktops hear of their floor, and what it leaves them of the budget', async () => {
  const rig = await floorRig();
  const asha = await rig.desktop('asha');
  const ravi = await rig.desktop('ravi');
  const infos = infosOf(asha);
  await asha.say({});
  const relay = await rig.relay();
  await expect
    .poll(() => infos.at(-1), patience)
    .toMatchObject({
      name: 'The floor',
      limitPerMinute: 200,
      desktops: 1,
      pollShare: 140,
    });

  await ravi.say({ state: 'break', reason: 'Tea' });
  await expect.poll(() => infos.at(-1), patience).toMatchObject({ desktops: 2, pollShare: 70 });
  await ravi.send({ kind: 'spent', place: 50, query: 30, refused: 2 });
  await expect
    .poll(() => infos.at(-1), patience)
    .toMatchObject({ placed: 50, queried: 30, pollShare: 45 });

  const metrics = await metricsOf(relay);
  expect(metrics).toContain('handset_agents{state="available"} 1');
  expect(metrics).toContain('handset_agents{state="break"} 1');
  expect(metrics).toContain('handset_agents{state="offline"} 0');
  expect(metrics).toContain('handset_exotel_requests_total{kind="placed"} 50');
  expect(metrics).toContain('handset_exotel_requests_total{kind="refused"} 2');
  expect(metrics).toContain('handset_poll_share 60');
  expect(metrics).toContain('handset_broker_up 1');
});

brokerTest(
  'a relay that starts knows at once who is there, and keeps knowing without a broker',
  async () => {
    const rig = await floorRig();
    const asha = await rig.desktop('asha');
    await asha.say({ state: 'oncall' });
    await asha.client.endAsync();
    const relay = await rig.relay();
    const oncall = 'handset_agents{state="oncall"} 1';
    await expect.poll(() => metricsOf(relay), patience).toContain(oncall);
    await rig.broker.kill();
    await expect.poll(() => metricsOf(relay), patience).toContain('handset_broker_up 0');
    expect(await metricsOf(relay)).toContain(oncall);
  },
);

brokerTest(
  'what is not sealed, of an unknown kind, unreadable or nobody’s is counted and dropped',
  async () => {
    const rig = await floorRig();
    const relay = await rig.relay();
    await expect.poll(() => relay.log, patience).toContain('Connected to the broker.');
    const asha = await rig.desktop('asha');
    const own = topics.agent('asha');
    await asha.client.publishAsync(own.out, '{"kind":"spent"}', { qos: 1 });
    await asha.send({ kind: 'sung', verses: 3 });
    await asha.client.publishAsync(own.state, 'available', { qos: 1, retain: true });
    await asha.client.publishAsync(own.state, '', { qos: 1, retain: true });
    for (const reason of ['not_sealed', 'unknown_kind', 'unreadable']) {
      await expect
        .poll(() => metricsOf(relay), patience)
        .toContain(`handset_messages_dropped_total{reason="${reason}"} 1`);
    }
    const ravi = await rig.desktop('ravi');
    rig.agents.pop();
    rig.agentsChanged.emit(null);
    await ravi.say({});
    await expect
      .poll(() => metricsOf(relay), patience)
      .toContain('handset_messages_dropped_total{reason="unknown_agent"} 1');
  },
);

brokerTest('a broker that refuses the relay is said once, and asked again', async () => {
  const rig = await floorRig();
  const stranger = await rig.relay({ id: 'relay-9' });
  const refused = 'The broker cannot be reached; the relay tries again.';
  await expect.poll(() => stranger.log, patience).toContain(refused);
  await expect.poll(() => rig.broker.refusals(), patience).toBeGreaterThan(1);
  expect(stranger.log.filter((line) => line === refused)).toHaveLength(1);
});

brokerTest('of two relays one routes and tells the floor about itself, and says so', async () => {
  const rig = await floorRig();
  const asha = await rig.desktop('asha');
  const infos = infosOf(asha);
  const routes = async ({ url }: RunningRelay) => (await fetch(`${url}/router`)).status;
  const first = await rig.relay();
  await expect.poll(() => routes(first), patience).toBe(200);
  const second = await rig.relay({ id: 'relay-2' });
  await expect.poll(() => second.log, patience).toContain('Connected to the broker.');
  await asha.say({});
  await expect.poll(() => infos.at(-1), patience).toMatchObject({ desktops: 1 });
  expect(await routes(second)).toBe(503);
  expect(await metricsOf(first)).toContain('handset_routes 1');
  expect(await metricsOf(second)).toContain('handset_routes 0');

  const before = infos.length;
  await first.stop();
  await expect.poll(() => routes(second), patience).toBe(200);
  await expect.poll(() => infos.length, patience).toBe(before + 1);
  expect(infos.at(-1)).toMatchObject({ desktops: 1 });
});
