import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt from 'mqtt';
import { writeJoinText } from '../../src/floor/join-text.ts';
import { agentKeys, agentSecret, pathSecret, stickyKey } from '../../src/floor/keys.ts';
import { topicsOf } from '../../src/floor/topics.ts';
import { Emitter } from '../../src/main/base/emitter.ts';
import { type Relay, startRelay } from '../../src/relay/compose.ts';
import { type Agent, relayConfigSchema } from '../../src/relay/config.ts';
import { brokerHere, startBrokerProcess, type TestBroker } from '../support/broker-process.ts';
import { test as base, expect, type Handset } from './fixtures.ts';
import { type ExotelOnLoopback, goodAccount, startExotel } from './provider.ts';
import { answerOf, newestCall, numberField } from './steps.ts';

const asha: Agent = { id: 'asha', name: 'Asha Rao', generation: 1, uri: goodAccount.agentUri };
const master = randomBytes(32);
const floor = 'support';

interface Floor {
  /** The relay's address for Exotel. */
  url: string;
  broker: TestBroker;
  relay: Relay;
  joinText: string;
  wall: string;
}

/** A floor on this computer: the real broker and the real relay. */
async function startFloor(folder: string): Promise<Floor> {
  const logins = { master, floor, relays: ['relay-1'], agents: [asha] };
  const broker = await startBrokerProcess({ ...logins, folder, tls: false });
  const config = relayConfigSchema.parse({
    floor,
    name: 'Support, Pune',
    listen: { port: 0 },
    metrics: { port: 0 },
    publicUrl: 'http://127.0.0.1',
    queues: [{ id: 'sales', name: 'Sales' }],
    broker: { url: broker.url, publicUrl: broker.socketUrl },
  });
  const silent = (): void => {};
  const relay = await startRelay({
    config,
    master,
    agents: () => [asha],
    agentsChanged: new Emitter<null>(),
    log: { info: silent, warn: silent, error: silent },
  });
  const url = `http://127.0.0.1:${relay.ports.http}`;
  return {
    url,
    broker,
    relay,
    wall: `${url}/wall/${pathSecret(master, floor, 'wall')}`,
    joinText: writeJoinText({
      relay: url,
      broker: broker.socketUrl,
      floor,
      agent: asha.id,
      name: asha.name,
      generation: asha.generation,
      secret: agentSecret(master, floor, asha).toString('base64url'),
      sticky: stickyKey(master, floor).toString('base64url'),
    }),
  };
}

const test = base.extend<{ floor: Floor; exotel: ExotelOnLoopback }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright demands a pattern.
  floor: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'handset-floor-'));
    const started = await startFloor(folder);
    await use(started);
    await started.relay.stop();
    await started.broker.kill();
    rmSync(folder, { recursive: true, force: true });
  },
  exotel: async ({ app }, use) => {
    const exotel = await startExotel();
    const draft = { ...goodAccount, region: 'custom', baseUrl: exotel.baseUrl } as const;
    answerOf(await app.page.evaluate((account) => handset.account.save(account), draft));
    await use(exotel);
    await exotel.close();
  },
});
test.use({ args: [], keychain: true });
test.skip(!brokerHere, 'mosquitto is not installed');

const control = ({ page }: Handset) => page.getByRole('button', { name: /^Availability: / });

async function joinFloor(app: Handset, { joinText }: Floor): Promise<void> {
  answerOf(await app.page.evaluate((text) => handset.floor.join({ text }), joinText));
  await expect(control(app)).toHaveText(/On a break/);
  // What the floor says of itself comes when its relay has the router's seat.
  await expect
    .poll(async () => answerOf(await app.page.evaluate(() => handset.floor.view({}))).joined)
    .toMatchObject({ floorName: 'Support, Pune' });
}

async function choose(app: Handset, name: string): Promise<void> {
  await control(app).click();
  await app.page.getByRole('menuitemradio', { name, exact: true }).click();
}

/** The agent as the wallboard shows them now. */
async function wallShows({ wall }: Floor): Promise<unknown> {
  const events = await fetch(`${wall}/events`);
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!/\n\n/.test(text)) text += (await reader?.read())?.value ?? '';
  await reader?.cancel();
  const [, data = '{}'] = /^data: (.*)$/m.exec(text) ?? [];
  return JSON.parse(data).agents?.[0];
}

/** What Exotel would send to the address that the dial asked for. */
async function callBack(
  { page }: Handset,
  exotel: ExotelOnLoopback,
  event: 'answered' | 'terminal',
): Promise<void> {
  const { sid } = await newestCall(page, false);
  const [post] = exotel.posts();
  const { status_callback: wanted, custom_field } = JSON.parse(post?.body ?? '{}');
  const { url } = wanted.find((each: { event: string }) => each.event === event);
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      event_details: { event_type: event },
      call_details: { sid, custom_field },
    }),
  });
  expect(answer.status).toBe(200);
}

test('joined, the agent is seen on the wall, and a call’s end comes through the relay', async ({
  app,
  floor: live,
  exotel,
}) => {
  await joinFloor(app, live);
  await expect.poll(() => wallShows(live)).toMatchObject({ name: 'Asha Rao', state: 'break' });
  await choose(app, 'Available');
  await expect(control(app)).toHaveText(/Available/);
  await expect.poll(() => wallShows(live)).toMatchObject({ state: 'available' });

  await numberField(app.page).fill('98765 43210');
  await app.page.keyboard.press('Enter');
  await expect(control(app)).toHaveText(/On a call/);
  await expect.poll(async () => (await newestCall(app.page, false)).state).toBe('accepted');
  exotel.endCalls();
  const before = exotel.ledger.length;
  await callBack(app, exotel, 'terminal');
  await expect.poll(async () => (await newestCall(app.page, false)).state).toBe('ended');
  // The callback is a hint: Exotel was asked, and once.
  const asked = exotel.ledger.slice(before).filter(({ path }) => !path.endsWith('/legs'));
  expect(asked.map(({ method }) => method)).toEqual(['GET']);
  await expect(control(app)).toHaveText(/After the call/);
  await expect.poll(() => wallShows(live)).toMatchObject({ state: 'wrapup' });
});

test('a floor that goes away and comes back; a break with its reason', async ({
  app,
  floor: live,
  exotel: _exotel,
}) => {
  await joinFloor(app, live);
  await choose(app, 'Break: Lunch');
  await expect(control(app)).toHaveText(/Lunch/);
  await live.broker.kill();
  await expect(control(app)).toHaveText(/unreachable/);
  await live.broker.start();
  await expect(control(app)).toHaveText(/Lunch/, { timeout: 30_000 });
});

test('signed in at another desk, this one says so, and takes the agent back', async ({
  app,
  floor: live,
  exotel: _exotel,
}) => {
  await joinFloor(app, live);
  const other = await mqtt.connectAsync(live.broker.url, {
    protocolVersion: 5,
    clientId: 'asha',
    username: 'asha',
    password: agentKeys(agentSecret(master, floor, asha)).brokerPassword,
    clean: false,
    reconnectPeriod: 0,
  });
  const state = {
    v: 1,
    session: crypto.randomUUID(),
    desktop: crypto.randomUUID(),
    seq: 1,
    state: 'available',
    since: Date.now(),
    until: null,
    reason: null,
  };
  const { state: topic } = topicsOf(floor).agent('asha');
  await other.publishAsync(topic, JSON.stringify(state), { qos: 1, retain: true });
  await expect(control(app)).toHaveText(/elsewhere/i, { timeout: 30_000 });
  await control(app).click();
  await app.page.getByRole('menuitem', { name: /Use here instead/ }).click();
  await expect(control(app)).toHaveText(/On a break/);
  await other.endAsync(true);
});

/** What Exotel's flow asks or tells the relay. Answers with what the relay says. */
async function fromExotel(
  { url }: Floor,
  path: 'connect' | 'dial' | 'passthru',
  query: Record<string, string>,
  rest = '',
): Promise<string> {
  const call = { CallSid: 'sid-in-1', CallFrom: '09876543210', CallTo: '02241499102' };
  const address = `${url}/${path}/${pathSecret(master, floor, path)}${rest}`;
  const answer = await fetch(`${address}?${new URLSearchParams({ ...call, ...query })}`, {
    headers: { 'exotel-version': '1.1' },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

test('a customer calls: offer, card, talk, wrap-up, history', async ({
  app,
  floor: live,
  exotel: _exotel,
}) => {
  const { page } = app;
  const ask = () => fromExotel(live, 'connect', { Direction: 'incoming' }, '/sales');
  await joinFloor(app, live);
  // Nobody is rung before they say so.
  expect(JSON.parse(await ask())).toEqual({ fetch_after_attempt: false, destination: [] });
  await choose(app, 'Available');
  await expect.poll(() => wallShows(live)).toMatchObject({ state: 'available' });
  const asked = await fromExotel(
    live,
    'connect',
    { CallSid: 'sid-in-2', Direction: 'incoming' },
    '/sales',
  );
  expect(JSON.parse(asked)).toEqual({
    fetch_after_attempt: true,
    destination: [{ contact_uri: goodAccount.agentUri }],
  });
  const main = page.getByRole('main');
  await expect(main).toContainText('Incoming call');
  await expect(main).toContainText('Sales');
  await expect(main).toContainText('98765 43210');
  await expect(control(app)).toHaveText(/On a call/);

  const mine = { CallSid: 'sid-in-2', DialWhomNumber: goodAccount.agentUri };
  await fromExotel(live, 'dial', { ...mine, Status: 'busy', EventType: 'Dial' });
  await fromExotel(live, 'dial', { ...mine, Status: 'busy', EventType: 'Answered' });
  await expect(main).toContainText('You are talking');
  await fromExotel(live, 'dial', { ...mine, Status: 'free', EventType: 'Terminal' });
  const outcome = { ...mine, CallType: 'completed', DialCallStatus: 'completed' };
  await fromExotel(live, 'passthru', outcome, '/talked');
  await expect.poll(async () => (await newestCall(page, false)).state).toBe('ended');
  expect(await newestCall(page, false)).toMatchObject({
    direction: 'inbound',
    outcome: 'completed',
    customerNumber: '+919876543210',
    arrival: { reported: true, queue: { name: 'Sales' } },
  });
  await expect(control(app)).toHaveText(/After the call/);
});
