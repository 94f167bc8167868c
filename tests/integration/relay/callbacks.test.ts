import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { callBack, floorRig, metricsOf } from '../../support/floor-rig.ts';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';

const connected = 'Connected to the broker.';

brokerTest('a callback comes sealed to its agent’s desktop, and to nobody else’s', async () => {
  const rig = await floorRig();
  const relay = await rig.relay();
  const asha = await rig.desktop('asha');
  const ravi = await rig.desktop('ravi');
  const inClear: string[] = [];
  asha.client.on('message', (_, payload) => inClear.push(payload.toString()));
  await expect.poll(() => relay.log, patience).toContain(connected);

  expect(await callBack(rig.callbackUrl(relay, 'asha'), 'sid-1')).toBe(200);
  await expect
    .poll(() => asha.heard, patience)
    .toEqual([
      {
        v: 1,
        id: expect.any(String),
        at: expect.any(Number),
        kind: 'callback',
        event: 'terminal',
        sid: 'sid-1',
        customField: 'field-sid-1',
        details: { sid: 'sid-1', custom_field: 'field-sid-1' },
      },
    ]);
  expect(ravi.heard).toEqual([]);
  expect(inClear.join()).not.toContain('sid-1');
  const metrics = await metricsOf(relay);
  expect(metrics).toContain('handset_callbacks_total{event="terminal"} 1');
  expect(metrics).toContain('handset_requests_total{route="callback",status="200"} 1');
  expect(metrics).toContain('handset_publish_seconds_count 1');
});

brokerTest(
  'what nobody was subscribed for is kept, and sent when the desktop is there',
  async () => {
    const rig = await floorRig();
    const relay = await rig.relay();
    await expect.poll(() => relay.log, patience).toContain(connected);
    // The broker says that it has no subscription: that is an answer too.
    expect(await callBack(rig.callbackUrl(relay, 'asha'), 'sid-1')).toBe(200);
    expect(await metricsOf(relay)).toContain('handset_publish_seconds_count 1');

    const asha = await rig.desktop('asha');
    expect(asha.heard).toEqual([]);
    await asha.say({ state: 'break' });
    await expect.poll(() => asha.heard.map(({ sid }) => sid), patience).toEqual(['sid-1']);
    expect(await metricsOf(relay)).toContain('handset_messages_resent_total 1');

    // Another state of the same session is no reason; a new session is, for two minutes.
    await asha.say({ state: 'available' });
    await asha.say({ session: randomUUID() });
    await expect.poll(() => asha.heard.map(({ sid }) => sid), patience).toEqual(['sid-1', 'sid-1']);
    expect(await metricsOf(relay)).toContain('handset_messages_resent_total 2');
  },
);

brokerTest('none of 200 callbacks is lost when the broker dies in their midst', async () => {
  const rig = await floorRig();
  const relay = await rig.relay();
  const before = [await rig.desktop('asha'), await rig.desktop('ravi')];
  await expect.poll(() => relay.log, patience).toContain(connected);

  const sids = Array.from({ length: 200 }, (_, index) => `sid-${index}`);
  const statuses: Promise<number>[] = [];
  for (const [index, sid] of sids.entries()) {
    // Sessions were never saved: the broker comes back knowing nobody.
    if (index === 100) void rig.broker.kill();
    statuses.push(callBack(rig.callbackUrl(relay, index % 2 ? 'asha' : 'ravi'), sid));
    if (index < 90) await statuses.at(-1);
  }
  await rig.broker.kill();
  await rig.broker.start();
  // The relay is back first, and the broker tells it that nobody is subscribed.
  await expect.poll(() => relay.log.filter((line) => line === connected), patience).toHaveLength(2);
  expect(await Promise.all(statuses)).toEqual(sids.map(() => 200));
  const after = [await rig.desktop('asha'), await rig.desktop('ravi')];
  for (const desktop of after) await desktop.say({});
  const heard = () =>
    new Set([...before, ...after].flatMap((desktop) => desktop.heard.map(({ sid }) => sid)));
  await expect.poll(() => sids.filter((sid) => !heard().has(sid)), patience).toEqual([]);
});

brokerTest('two relays serve one floor; either passes callbacks on', async () => {
  const rig = await floorRig();
  const first = await rig.relay();
  const second = await rig.relay({ id: 'relay-2' });
  const asha = await rig.desktop('asha');
  for (const relay of [first, second]) {
    await expect.poll(() => relay.log, patience).toContain(connected);
  }
  await callBack(rig.callbackUrl(first, 'asha'), 'sid-1');
  await callBack(rig.callbackUrl(second, 'asha'), 'sid-2');
  await expect
    .poll(() => asha.heard.map(({ sid }) => sid).sort(), patience)
    .toEqual(['sid-1', 'sid-2']);

  await first.stop();
  await callBack(rig.callbackUrl(second, 'asha'), 'sid-3');
  await expect.poll(() => asha.heard.map(({ sid }) => sid), patience).toContain('sid-3');
  await expect(callBack(rig.callbackUrl(first, 'asha'), 'sid-4')).rejects.toThrow();
});

brokerTest('a relay that stops first sends what the broker has not heard of', async () => {
  const rig = await floorRig();
  const relay = await rig.relay();
  const asha = await rig.desktop('asha');
  await expect.poll(() => relay.log, patience).toContain(connected);
  rig.broker.pause();
  // More than the broker takes at a time.
  const sids = Array.from({ length: 100 }, (_, index) => `sid-${index}`);
  await Promise.all(sids.map((sid) => callBack(rig.callbackUrl(relay, 'asha'), sid)));
  const stopped = relay.stop();
  await expect(callBack(rig.callbackUrl(relay, 'asha'), 'sid-late')).rejects.toThrow();
  rig.broker.resume();
  await stopped;
  await expect.poll(() => asha.heard.map(({ sid }) => sid), patience).toEqual(sids);
  expect(relay.log.at(-1)).toBe('The relay has stopped.');
});

brokerTest(
  'what comes while the broker is away is answered, and waits there for the desktop later',
  async () => {
    const rig = await floorRig();
    await rig.desktop('asha');
    await rig.broker.stop();
    const relay = await rig.relay();
    expect(await callBack(rig.callbackUrl(relay, 'asha'), 'sid-1')).toBe(200);
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(503);
    await rig.broker.start();
    await expect.poll(async () => (await fetch(`${relay.url}/readyz`)).status, patience).toBe(200);
    // It says nothing: the broker has the message for its session.
    const asha = await rig.desktop('asha');
    await expect.poll(() => asha.heard.map(({ sid }) => sid), patience).toEqual(['sid-1']);
  },
);
