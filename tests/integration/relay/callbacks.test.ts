import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { callBack, floorRig, metricsOf, topics } from '../../support/floor-rig.ts';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';

brokerTest('a callback comes sealed to its agent’s desktop, and to nobody else’s', async () => {
  const rig = await floorRig();
  const relay = await rig.relay();
  const asha = await rig.desktop('asha');
  const ravi = await rig.desktop('ravi');
  const inClear: string[] = [];
  asha.client.on('message', (_, payload) => inClear.push(payload.toString()));
  await expect.poll(() => relay.log, patience).toContain('Connected to the broker.');

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
    await expect.poll(() => relay.log, patience).toContain('Connected to the broker.');
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
  const desktops = await Promise.all([rig.desktop('asha'), rig.desktop('ravi')]);
  await expect.poll(() => relay.log, patience).toContain('Connected to the broker.');
  for (const desktop of desktops) await desktop.say({});

  const sids = Array.from({ length: 200 }, (_, index) => `sid-${index}`);
  const statuses: number[] = [];
  let restarted = Promise.resolve();
  for (const [index, sid] of sids.entries()) {
    if (index === 100) {
      // Sessions were never saved: the broker comes back knowing nobody.
      const killed = rig.broker.kill();
      restarted = killed.then(() => rig.broker.start());
    }
    const agent = index % 2 ? 'asha' : 'ravi';
    const sent = callBack(rig.callbackUrl(relay, agent), sid);
    if (index < 90) statuses.push(await sent);
    else void sent.then((status) => statuses.push(status));
  }
  await restarted;
  // As the product does: a connection is a session of its own, and says so once it has subscribed.
  await Promise.all(
    desktops.map(async ({ client, say }, index) => {
      const own = topics.agent(index ? 'ravi' : 'asha');
      await expect.poll(() => client.connected, patience).toBe(true);
      await client.subscribeAsync([own.in], { qos: 1 });
      await say({ session: randomUUID() });
    }),
  );
  const heard = () => new Set(desktops.flatMap((desktop) => desktop.heard.map(({ sid }) => sid)));
  await expect.poll(() => sids.filter((sid) => !heard().has(sid)), patience).toEqual([]);
  await expect.poll(() => statuses, patience).toEqual(sids.map(() => 200));
});

brokerTest('two relays serve one floor; either passes callbacks on', async () => {
  const rig = await floorRig();
  const first = await rig.relay();
  const second = await rig.relay({ id: 'relay-2' });
  const asha = await rig.desktop('asha');
  for (const relay of [first, second]) {
    await expect.poll(() => relay.log, patience).toContain('Connected to the broker.');
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

brokerTest('a relay that stops sends first what came last', async () => {
  const rig = await floorRig();
  const relay = await rig.relay();
  const asha = await rig.desktop('asha');
  await expect.poll(() => relay.log, patience).toContain('Connected to the broker.');
  const sent = Promise.all(
    Array.from({ length: 20 }, (_, index) => callBack(rig.callbackUrl(relay, 'asha'), `${index}`)),
  );
  await sent;
  await relay.stop();
  await expect.poll(() => asha.heard.length, patience).toBe(20);
  expect(relay.log.at(-1)).toBe('The relay has stopped.');
});

brokerTest(
  'callbacks that come while the broker is away are answered, and delivered later',
  async () => {
    const rig = await floorRig();
    const asha = await rig.desktop('asha');
    await rig.broker.kill();
    const relay = await rig.relay();
    expect(await callBack(rig.callbackUrl(relay, 'asha'), 'sid-1')).toBe(200);
    expect((await fetch(`${relay.url}/readyz`)).status).toBe(503);
    await rig.broker.start();
    await expect.poll(() => asha.client.connected, patience).toBe(true);
    await asha.client.subscribeAsync([topics.agent('asha').in], { qos: 1 });
    await asha.say({});
    await expect.poll(() => asha.heard.map(({ sid }) => sid), patience).toContain('sid-1');
    await expect.poll(async () => (await fetch(`${relay.url}/readyz`)).status, patience).toBe(200);
  },
);
