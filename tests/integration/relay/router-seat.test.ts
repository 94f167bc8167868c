import { expect } from 'vitest';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';
import { aHold, topics } from '../../support/seat-of.ts';
import { type SeatRig, seatRig } from '../../support/seat-rig.ts';

type Relay = ReturnType<SeatRig['relay']>;

/** Answers with its own name. */
function answering(relay: Relay): Relay {
  relay.seat.answerer = async (request) => ({ by: relay.relay, to: request });
  return relay;
}

/** One relay that routes, and one that stands by. */
async function twoRelays(rig: SeatRig) {
  const first = answering(rig.relay('relay-1'));
  await expect.poll(() => first.seat.holds, patience).toBe(true);
  const second = answering(rig.relay('relay-2'));
  return { first, second };
}

brokerTest('one relay routes, the other asks it, and follows when it leaves', async () => {
  const rig = await seatRig();
  const states = await rig.witness();
  const { first, second } = await twoRelays(rig);
  expect(await first.seat.route('a')).toEqual({ by: 'relay-1', to: 'a' });
  await expect
    .poll(() => second.seat.route({ b: [1] }), patience)
    .toEqual({ by: 'relay-1', to: { b: [1] } });
  expect(second.seat.holds).toBe(false);

  await first.stop();
  expect(first.seat.holds).toBe(false);
  await expect.poll(() => second.seat.holds, patience).toBe(true);
  expect(await second.seat.route('c')).toEqual({ by: 'relay-2', to: 'c' });
  expect(await first.seat.route('d')).toBe(null);
  const said = states.map(({ relay }) => relay);
  expect(said.filter((relay, index) => relay !== said[index - 1])).toEqual([
    'relay-1',
    null,
    'relay-2',
  ]);
});

brokerTest('an answerer that fails, or is none, is nobody', async () => {
  const rig = await seatRig();
  const { first, second } = await twoRelays(rig);
  first.seat.answerer = () => Promise.reject(new Error('no plan'));
  expect(await first.seat.route('a')).toBe(null);
  expect(await second.seat.route('a')).toBe(null);
  first.seat.answerer = null;
  expect(await first.seat.route('a')).toBe(null);
  expect(await second.seat.route('a')).toBe(null);
  expect([first.seat.holds, second.seat.holds]).toEqual([true, false]);
});

brokerTest('a hold is told to every relay, and to the next that routes', async () => {
  const rig = await seatRig();
  const { first, second } = await twoRelays(rig);
  expect(await second.seat.hold(aHold('asha'))).toBe(false);
  const ofAsha = aHold('asha');
  expect(await first.seat.hold(ofAsha)).toBe(true);
  expect(await first.seat.hold(aHold('ravi'))).toBe(true);
  for (const { held } of [first, second]) {
    await expect
      .poll(() => held.list().map(({ agent }) => agent), patience)
      .toEqual(['asha', 'ravi']);
  }
  first.seat.release('ravi');
  for (const { held } of [first, second]) {
    await expect.poll(() => held.list().map(({ agent }) => agent), patience).toEqual(['asha']);
  }
  const inherited = new Promise((resolve) => second.seat.taken.on(resolve));
  await first.stop();
  expect(await inherited).toEqual([{ ...ofAsha, until: expect.any(Number) }]);
  expect(second.held.list()[0]?.until).toBeLessThanOrEqual(ofAsha.until + 1_000);
  expect(await first.seat.hold(ofAsha)).toBe(false);
});

brokerTest('a hold ends on the broker by itself', async () => {
  const rig = await seatRig();
  const { first } = await twoRelays(rig);
  expect(await first.seat.hold({ ...aHold('asha'), until: Date.now() + 1_000 })).toBe(true);
  await expect.poll(() => first.held.list(), patience).toHaveLength(1);
  await expect.poll(() => first.held.list(), patience).toEqual([]);
});

brokerTest('without a PUBACK there is no hold', async () => {
  const rig = await seatRig();
  const { first } = await twoRelays(rig);
  rig.broker.pause();
  expect(await first.seat.hold(aHold('asha'))).toBe(false);
  rig.broker.resume();
  expect(await first.seat.hold(aHold('asha'))).toBe(true);
});

brokerTest('who is put out steps down, and its answers in the making are nobody', async () => {
  const rig = await seatRig();
  const { first } = await twoRelays(rig);
  first.seat.answerer = () => new Promise(() => {});
  const open = first.seat.route('a');
  const lost = new Promise((resolve) => first.seat.lost.on(resolve));
  await rig.rival();
  expect(await open).toBe(null);
  await lost;
  expect(await first.seat.hold(aHold('asha'))).toBe(false);
});

brokerTest(
  'two relays that hear at once that the seat is free end with one that routes',
  async () => {
    const rig = await seatRig();
    const states = await rig.witness();
    const both = ['relay-1', 'relay-2'].map((id) => answering(rig.relay(id)));
    const holding = () => both.filter(({ seat }) => seat.holds).map(({ relay }) => relay);
    // Once both have been there for a while, each with a try that it may make at once.
    const heartbeats = () => states.filter(({ epoch }) => epoch === states.at(-1)?.epoch).length;
    await expect.poll(heartbeats, { timeout: 30_000 }).toBeGreaterThan(2);
    const rival = await rig.rival();
    await rival.endAsync();
    const before = states.length;
    const later = () => states.slice(before).filter(({ relay }) => relay !== null);
    await expect.poll(() => later().length, { timeout: 30_000 }).toBeGreaterThan(0);
    // Nobody contests it any more: the same one says three times that it is there.
    await expect.poll(heartbeats, { timeout: 30_000 }).toBeGreaterThan(3);
    expect(holding()).toEqual([states.at(-1)?.relay]);
    const answers = await Promise.all(both.map(({ seat }) => seat.route('a')));
    expect(answers).toEqual(Array(2).fill({ by: holding()[0], to: 'a' }));
  },
);

brokerTest(
  'no agent can take the seat, on neither listener, nor write what is the router’s',
  async () => {
    const rig = await seatRig();
    const { first } = await twoRelays(rig);
    const lost: null[] = [];
    first.seat.lost.on((each) => lost.push(each));
    for (const url of [rig.broker.url, rig.broker.socketUrl]) {
      const thief = await rig.agent('asha', { url, clientId: 'router-f1' });
      const heard: string[] = [];
      thief.on('message', (topic) => heard.push(topic));
      await thief.subscribeAsync([topics.ask, topics.router, topics.everyAgent.out], { qos: 1 });
      for (const topic of [
        topics.router,
        topics.info,
        topics.ask,
        topics.answer('relay-1'),
        topics.agent('asha').held,
        topics.agent('ravi').recent,
      ]) {
        await expect(
          thief.publishAsync(topic, 'x', { qos: 1, retain: true }),
        ).rejects.toMatchObject({
          code: 0x87,
        });
      }
      await thief.publishAsync(topics.agent('asha').recent, 'x', { qos: 1, retain: true });
      expect(await first.seat.hold(aHold('asha'))).toBe(true);
      expect(heard).toEqual([]);
      await thief.endAsync();
    }
    expect([first.seat.holds, lost]).toEqual([true, []]);
  },
);
