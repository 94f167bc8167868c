import { expect } from 'vitest';
import { brokerTest } from '../../support/mosquitto.ts';
import { patience } from '../../support/patience.ts';
import { topics } from '../../support/seat-of.ts';
import { type SeatRig, seatRig } from '../../support/seat-rig.ts';

/** One relay that routes and one that stands by, each in a process of its own. */
async function twoProcesses(rig: SeatRig) {
  const first = rig.process('relay-1');
  await expect.poll(first.kinds, patience).toEqual(['taken']);
  const second = rig.process('relay-2');
  expect(await second.route()).toEqual({ by: 'relay-1' });
  return { first, second };
}

const exotelWaitsMs = 5_000;

/** What the other relay answers from now on, and prints how long the first answer took. */
async function measured(what: string, route: () => Promise<unknown>): Promise<unknown> {
  const began = performance.now();
  const answer = await route();
  const ms = performance.now() - began;
  console.info(`${what}: the other relay answered after ${Math.round(ms)} ms`);
  expect(ms).toBeLessThan(exotelWaitsMs);
  return answer;
}

brokerTest('a router that is killed is followed by the other', async () => {
  const rig = await seatRig();
  const states = await rig.witness();
  const { first, second } = await twoProcesses(rig);
  const { epoch } = states.at(-1) ?? {};
  await first.kill();
  expect(await measured('kill -9', second.route)).toEqual({ by: 'relay-2' });
  expect(second.kinds()).not.toContain('lost');
  const after = states.slice(states.findIndex(({ relay }) => relay === null));
  expect(after).toMatchObject([{ relay: null, epoch }, { relay: 'relay-2' }]);
});

brokerTest(
  'a router that stood still never answers again after the other has followed',
  async () => {
    const rig = await seatRig();
    const { first, second } = await twoProcesses(rig);
    first.pause();
    expect(await measured('SIGSTOP', second.route)).toEqual({ by: 'relay-2' });
    // It finds these first when it goes on, and does not know yet that it was put out.
    const late = [first.route(), first.route(), first.route()];
    first.resume();
    for (const answer of await Promise.all(late))
      expect([null, { by: 'relay-2' }]).toContainEqual(answer);
    await expect.poll(first.kinds, patience).toContain('lost');
    expect(await first.route()).toEqual({ by: 'relay-2' });
    expect(second.kinds()).not.toContain('lost');
  },
);

brokerTest('a router that stands still is followed although nobody asks', async () => {
  const rig = await seatRig();
  const { first, second } = await twoProcesses(rig);
  first.pause();
  const began = performance.now();
  await expect.poll(second.kinds, { timeout: 30_000 }).toContain('taken');
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  console.info(`SIGSTOP, no call: the other relay routes after ${seconds} s`);
});

brokerTest('who follows gets what desktops had sent to a router that did not hear it', async () => {
  const rig = await seatRig();
  const { first, second } = await twoProcesses(rig);
  const asha = await rig.agent('asha');
  first.pause();
  const sent = ['asha', 'asha', 'asha'].map((id) => rig.popped(id));
  for (const each of sent) await asha.publishAsync(topics.agent('asha').out, each, { qos: 1 });
  expect(await second.route()).toEqual({ by: 'relay-2' });
  const heard = () => second.news.filter(({ kind }) => kind === 'out');
  await expect.poll(() => heard().length, patience).toBe(sent.length);
  expect(heard()).toMatchObject(sent.map(() => ({ agent: 'asha', message: { kind: 'popped' } })));
});

brokerTest(
  'a broker that dies ends the seat, and one relay has it when the broker is back',
  async () => {
    const rig = await seatRig();
    const { first, second } = await twoProcesses(rig);
    await rig.broker.kill();
    await expect.poll(first.kinds, patience).toContain('lost');
    expect(await Promise.all([first.route(), second.route()])).toEqual([null, null]);
    const began = performance.now();
    await rig.broker.start();
    const taken = () =>
      [...first.kinds(), ...second.kinds()].filter((kind) => kind === 'taken').length;
    await expect.poll(taken, { timeout: 20_000 }).toBe(2);
    console.info(`broker back: a relay routes after ${Math.round(performance.now() - began)} ms`);
    const [one, two] = await Promise.all([first.route(), second.route()]);
    expect(one).toMatchObject({ by: expect.stringMatching(/relay-[12]/) });
    expect(two).toEqual(one);
  },
);
