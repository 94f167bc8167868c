import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { customerMark, stickyKey } from '../../../src/floor/keys.ts';
import type { MessageIn } from '../../../src/floor/messages.ts';
import { seal } from '../../../src/floor/sealed.ts';
import { newSid, type PhoneDoes, playFlow } from '../../support/exotel-flow.ts';
import {
  brokerlessRig,
  type FloorRig,
  floorRig,
  metricsOf,
  phoneOf,
  type RunningRelay,
  type TestDesktop,
  topics,
} from '../../support/floor-rig.ts';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';

const sales = { id: 'sales', name: 'Sales' };
const caller = '09876543210';
const minute = 60_000;

async function routes(relay: RunningRelay): Promise<void> {
  await expect.poll(async () => (await fetch(`${relay.url}/router`)).status, patience).toBe(200);
}

/** Desktops of these agents, of whom the first has waited longest; each shows what it is offered. */
async function desktopsOf(rig: FloorRig, relay: RunningRelay, ...ids: string[]) {
  const desktops: Record<string, TestDesktop> = {};
  for (const [index, id] of ids.entries()) {
    const desktop = await rig.desktop(id);
    desktops[id] = desktop;
    const shown = new Set<string>();
    desktop.client.on('message', () => {
      for (const message of desktop.heard) {
        if (message.kind !== 'offer' || shown.has(message.offer)) continue;
        shown.add(message.offer);
        void desktop.send({ kind: 'popped', offer: message.offer, ms: 40 });
      }
    });
    await desktop.say({ since: Date.now() - (ids.length - index) * minute });
  }
  await expect
    .poll(() => metricsOf(relay), patience)
    .toContain(`handset_agents{state="available"} ${ids.length}`);
  return desktops as Record<string, TestDesktop> & { asha: TestDesktop; ravi: TestDesktop };
}

const kindsOf = ({ heard }: TestDesktop) => heard.map(({ kind }) => kind);

function one<K extends MessageIn['kind']>({ heard }: TestDesktop, kind: K) {
  return heard.filter((each) => each.kind === kind).at(-1) as Extract<MessageIn, { kind: K }>;
}

async function started({ ids = ['asha', 'ravi'], queue = {}, relays = 1 } = {}) {
  const rig = await floorRig(ids);
  const queues = [{ ...sales, ...queue }];
  const relay = await rig.relay({ queues });
  await routes(relay);
  const second = relays > 1 ? await rig.relay({ id: 'relay-2', queues }) : null;
  const desktops = await desktopsOf(rig, relay, ...ids);
  return { rig, relay, second, ...desktops, flow: rig.flow('sales', relay) };
}

brokerTest('an incoming call rings one agent after another, and each desktop knows', async () => {
  const { relay, asha, ravi, flow } = await started();
  const sid = newSid();
  const phone = (_: string, attempt: number): PhoneDoes =>
    attempt === 1 ? 'rings_out' : 'answers';
  const end = await playFlow({ ...flow, tellsAnswered: true }, { sid, caller, phone });
  expect(end).toMatchObject({ way: 'talked', rung: [phoneOf(0), phoneOf(1)], end: 'hangup' });
  expect(end.replies).toEqual([
    `{"fetch_after_attempt":true,"destination":[{"contact_uri":"${phoneOf(0)}"}]}`,
    `{"fetch_after_attempt":true,"destination":[{"contact_uri":"${phoneOf(1)}"}]}`,
  ]);
  await expect.poll(() => one(asha, 'summary'), patience).toBeTruthy();
  await expect.poll(() => one(ravi, 'summary'), patience).toBeTruthy();
  expect(one(asha, 'offer')).toMatchObject({ sid, caller, called: '08000000000', attempt: 1 });
  expect(one(asha, 'passed')).toMatchObject({ why: 'no_answer', offer: one(asha, 'offer').offer });
  expect(one(asha, 'summary')).toMatchObject({ came: 'talked', yours: false });
  expect(one(ravi, 'offer')).toMatchObject({ attempt: 2, uri: phoneOf(1), queue: 'sales' });
  expect(ravi.heard.map((each) => (each.kind === 'dial' ? each.phase : each.kind))).toEqual([
    'offer',
    'dialling',
    'ringing',
    'answered',
    'let_go',
    'summary',
  ]);
  expect(one(ravi, 'summary')).toMatchObject({ yours: true, talkSeconds: 203, uri: '09800000001' });
  await expect
    .poll(() => metricsOf(relay), patience)
    .toContain('handset_pop_delay_seconds_count 2');
  const metrics = await metricsOf(relay);
  expect(metrics).toContain('handset_incoming_total{what="answered",queue="sales"} 1');
  expect(metrics).toContain('handset_connect_answer_seconds_count 2');
  expect(metrics).toContain('handset_held 0');
  // Neither the metrics nor the log name anybody's number.
  expect(metrics + relay.log.join()).not.toMatch(/98765|98000000|08000000/);
});

brokerTest(
  'nobody takes a call: voicemail, and all of the queue hear of it; the first has it',
  async () => {
    const { asha, ravi, flow } = await started({ queue: { maxAttempts: 1 } });
    await ravi.say({ state: 'break' });
    const sid = newSid();
    const end = await playFlow(flow, { sid, caller, phone: () => 'rejects' });
    expect(end).toMatchObject({ way: 'not_dialled', rung: [phoneOf(0)], end: 'voicemail' });
    expect(end.replies.at(-1)).toBe('{"fetch_after_attempt":false,"destination":[]}');
    for (const desktop of [asha, ravi]) {
      await expect.poll(() => one(desktop, 'missed'), patience).toMatchObject({ sid, caller });
    }
    await expect.poll(() => one(asha, 'summary')?.came, patience).toBe('rejected');
    await ravi.send({ kind: 'take_missed', sid });
    for (const desktop of [asha, ravi]) {
      await expect
        .poll(() => one(desktop, 'missed_taken'), patience)
        .toMatchObject({ sid, agent: 'ravi', by: 'Agent ravi' });
    }
    await asha.send({ kind: 'take_missed', sid });
    await expect
      .poll(() => asha.heard.filter(({ kind }) => kind === 'missed_taken'), patience)
      .toMatchObject([{ agent: 'ravi' }, { agent: 'ravi' }]);
  },
);

brokerTest('asked twice at once, and by two calls at once, no agent has two calls', async () => {
  const ids = ['asha', 'ravi', 'meera', 'nila'];
  const { flow } = await started({ ids });
  const ringing = new Map<string, number>();
  const twice: string[] = [];
  const gate = Promise.withResolvers<void>();
  let atOnce = 0;
  const phone = async (uri: string): Promise<PhoneDoes> => {
    const count = (ringing.get(uri) ?? 0) + 1;
    ringing.set(uri, count);
    if (count > 1) twice.push(uri);
    atOnce += 1;
    if (atOnce === ids.length) gate.resolve();
    await gate.promise;
    ringing.set(uri, 0);
    return 'answers';
  };
  const calls = ids.map(() =>
    playFlow({ ...flow, asksTwice: true }, { sid: newSid(), caller, phone }),
  );
  const ends = await Promise.all(calls);
  expect(twice).toEqual([]);
  expect(ends.flatMap(({ rung }) => rung).sort()).toEqual(ids.map((_, index) => phoneOf(index)));
  for (const { replies } of ends) expect(new Set(replies).size).toBe(1);
});

brokerTest('who spoke with the caller last is rung first', async () => {
  const { rig, relay, ravi, flow } = await started();
  const { recent } = topics.agent('ravi');
  const marks = [customerMark(stickyKey(rig.master, rig.floor), '+919876543210')];
  await ravi.client.publishAsync(recent, seal({ v: 1, marks }, recent, rig.keyOf('ravi')), {
    qos: 1,
    retain: true,
  });
  // The broker hands on in order: what was published before is heard by then.
  for (const state of ['break', 'available'] as const) {
    await ravi.say({ state });
    const count = state === 'break' ? 1 : 2;
    await expect
      .poll(() => metricsOf(relay), patience)
      .toContain(`handset_agents{state="${state}"} ${count}`);
  }
  const end = await playFlow(flow, { sid: newSid(), caller, phone: () => 'answers' });
  expect(end.rung).toEqual([phoneOf(1)]);
});

brokerTest('a break in the middle of a call’s round takes the agent out of it', async () => {
  const { relay, ravi, flow } = await started();
  const phone = async (): Promise<PhoneDoes> => {
    await ravi.say({ state: 'break' });
    await expect
      .poll(() => metricsOf(relay), patience)
      .toContain('handset_agents{state="break"} 1');
    return 'rings_out';
  };
  const end = await playFlow(flow, { sid: newSid(), caller, phone });
  expect(end).toMatchObject({ rung: [phoneOf(0)], end: 'voicemail' });
});

brokerTest('the overflow takes what no agent took', async () => {
  const queue = { maxAttempts: 1, overflowUri: '+911140000000' };
  const { asha, flow } = await started({ ids: ['asha'], queue });
  const phone = (uri: string): PhoneDoes => (uri === '+911140000000' ? 'answers' : 'rings_out');
  const end = await playFlow(flow, { sid: newSid(), caller, phone });
  expect(end).toMatchObject({ way: 'talked', rung: [phoneOf(0), '+911140000000'] });
  await expect
    .poll(() => one(asha, 'summary'), patience)
    .toMatchObject({ came: 'talked', yours: false, uri: '01140000000' });
  expect(kindsOf(asha)).not.toContain('missed');
});

brokerTest('a caller who leaves while a phone rings is a missed call', async () => {
  const { asha, flow } = await started({ ids: ['asha'] });
  const end = await playFlow(flow, { sid: newSid(), phone: () => 'caller_leaves' });
  expect(end.way).toBe('caller_left');
  await expect
    .poll(() => one(asha, 'missed'), patience)
    .toMatchObject({ why: 'caller_left', caller: null });
  expect(one(asha, 'summary')).toMatchObject({ came: 'caller_left' });
});

brokerTest('each version is answered in its own words', async () => {
  const { flow } = await started();
  for (const version of ['1.0', null] as const) {
    const phone = (_: string, attempt: number): PhoneDoes =>
      attempt === 1 ? 'rejects' : 'caller_leaves';
    const end = await playFlow({ ...flow, version }, { sid: newSid(), caller, phone });
    expect(end.rung).toEqual([phoneOf(0), phoneOf(1)]);
  }
});

brokerTest('the relay that does not route passes on what it is asked and told', async () => {
  const { rig, relay, second, asha } = await started({ relays: 2 });
  if (!second) throw new Error('no second relay');
  await expect.poll(async () => (await fetch(`${second.url}/readyz`)).status, patience).toBe(200);
  expect((await fetch(`${second.url}/router`)).status).toBe(503);
  const flow = rig.flow('sales', second, relay);
  const end = await playFlow(flow, { sid: newSid(), caller, phone: () => 'answers' });
  expect(end).toMatchObject({ way: 'talked', rung: [phoneOf(0)] });
  await expect.poll(() => one(asha, 'summary'), patience).toMatchObject({ yours: true });
  expect(kindsOf(asha)).toEqual(['offer', 'dial', 'dial', 'summary']);
});

brokerTest(
  'the relay that routes dies while a phone rings: the other goes on with the call',
  async () => {
    const { rig, relay, second, asha, ravi } = await started({ relays: 2 });
    if (!second) throw new Error('no second relay');
    await expect.poll(async () => (await fetch(`${second.url}/readyz`)).status, patience).toBe(200);
    const phone = async (_: string, attempt: number): Promise<PhoneDoes> => {
      if (attempt > 1) return 'answers';
      await relay.stop();
      return 'rings_out';
    };
    const flow = {
      ...rig.flow('sales', second),
      connect: rig.flow('sales', relay, second).connect,
    };
    const end = await playFlow(flow, { sid: newSid(), caller, phone });
    expect(end).toMatchObject({ way: 'talked', rung: [phoneOf(0), phoneOf(1)] });
    await expect.poll(() => one(ravi, 'summary'), patience).toMatchObject({ yours: true });
    await expect.poll(() => one(asha, 'summary'), patience).toMatchObject({ yours: false });
  },
);

brokerTest(
  'the broker dies: the flow goes on without phones, until the broker is back',
  async () => {
    const { rig, relay, flow } = await started({ ids: ['asha'] });
    const router = async () => (await fetch(`${relay.url}/router`)).status;
    await rig.broker.kill();
    await expect.poll(() => metricsOf(relay), patience).toContain('handset_broker_up 0');
    await expect.poll(router, patience).toBe(503);
    const end = await playFlow(flow, { sid: newSid(), caller, phone: () => 'answers' });
    expect(end).toMatchObject({ way: 'not_dialled', rung: [], end: 'voicemail' });
    await rig.broker.start();
    const asha = await rig.desktop('asha');
    await asha.say({ session: randomUUID() });
    await expect.poll(router, patience).toBe(200);
    const next = await playFlow(flow, { sid: newSid(), caller, phone: () => 'answers' });
    expect(next).toMatchObject({ way: 'talked', rung: [phoneOf(0)] });
    await expect.poll(() => one(asha, 'summary'), patience).toMatchObject({ came: 'talked' });
  },
);

test('a relay that has never had its broker rings nobody, and says so in time', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay({ queues: [sales] });
  const flow = rig.flow('sales', relay);
  const end = await playFlow(flow, { sid: newSid(), caller, phone: () => 'answers' });
  expect(end).toMatchObject({ way: 'not_dialled', rung: [], end: 'voicemail' });
  expect(end.replies).toEqual(['{"fetch_after_attempt":false,"destination":[]}']);
});

test('whatever comes with the right secret is answered with 200; with any other, with nothing', async () => {
  const rig = brokerlessRig();
  const relay = await rig.relay({ queues: [sales] });
  const { connect, dial, passthru } = rig.flow('unknown', relay);
  for (const url of [...connect, `${dial}`, `${passthru}`, `${passthru}/mistyped`]) {
    expect((await fetch(`${url}?CallSid=%7B%7BCallSid%7D%7D`)).status).toBe(200);
    expect((await fetch(url)).status).toBe(200);
  }
  const nobody = await (
    await fetch(`${connect[0]}`, { headers: { 'exotel-version': '1.1' } })
  ).text();
  expect(nobody).toBe('{"fetch_after_attempt":false,"destination":[]}');
  const guess = randomBytes(24).toString('base64url');
  for (const path of [`connect/${guess}/sales`, `dial/${guess}`, `passthru/${guess}/talked`]) {
    const response = await fetch(`${relay.url}/${path}?CallSid=x`);
    expect([response.status, await response.text()]).toEqual([404, '']);
  }
  expect(await metricsOf(relay)).toContain('handset_requests_total{route="none",status="404"} 3');
});

brokerTest('a relay that hangs is waited for, and then the flow asks the other', async () => {
  const hanging = createServer(() => {}).listen(0, '127.0.0.1');
  onTestFinished(() => {
    hanging.closeAllConnections();
    hanging.close();
  });
  await once(hanging, 'listening');
  const { port } = hanging.address() as AddressInfo;
  const { flow } = await started();
  const connect = [`http://127.0.0.1:${port}/connect`, ...flow.connect];
  const call = { sid: newSid(), caller, phone: () => 'answers' as const };
  const end = await playFlow({ ...flow, connect, waitMs: [50] }, call);
  expect(end).toMatchObject({ way: 'talked', rung: [phoneOf(0)] });
  expect(end.replies[0]).toBe('none');
});
