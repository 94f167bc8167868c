import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { findMosquitto } from '../../../scripts/mosquitto.ts';
import { createExotelClient } from '../../../src/main/exotel/client.ts';
import { Desktop } from '../../../tools/practice-floor/desktop.ts';
import type { PracticeFloor } from '../../../tools/practice-floor/practice-floor.ts';
import { type Practice, startPractice } from '../../../tools/practice-floor/practise.ts';
import { you } from '../../../tools/practice-floor/staff.ts';
import type { AgentView, FloorView } from '../../../tools/practice-floor/view.ts';
import { patience } from '../../support/patience.ts';
import { openTestDatabase } from '../../support/test-database.ts';

const program = findMosquitto();

/** Resolves with the first view that fits, now or after any change. */
function seen(floor: PracticeFloor, fits: (view: FloorView) => boolean): Promise<FloorView> {
  return new Promise((resolve) => {
    const look = () => {
      const view = floor.view();
      if (!fits(view)) return;
      off();
      resolve(view);
    };
    const off = floor.changed.on(look);
    look();
  });
}

test.skipIf(!program)(
  'a whole floor comes up, works, loses its broker, and leaves nothing',
  async () => {
    const practice = await startPractice(program ?? '');
    let stopped = false;
    const stop = async () => {
      if (!stopped) await practice.stop();
      stopped = true;
    };
    onTestFinished(stop);
    const { floor, url } = practice;
    const all = (view: FloorView) =>
      view.agents.every(({ connection }) => connection === 'connected');
    const { agents } = await seen(floor, all);
    expect(agents.map(({ state }) => state).toSorted()).toEqual([
      ...Array(8).fill('available'),
      ...Array(2).fill('break'),
    ]);

    // Through Exotel, its callback, the relay and the broker to the desktop, which then asks.
    await floor.act({ do: 'dial', agent: 'asha', behaviour: 'busy' });
    const asha = ({ agents: [first] }: FloorView) => first;
    await seen(floor, (view) => asha(view)?.heardBy === 'floor');
    expect(asha(floor.view())).toMatchObject({ call: null, state: 'wrapup' });

    await floor.act({ do: 'broker', run: false });
    await seen(
      floor,
      ({ broker, agents: [first] }) => !broker && first?.connection !== 'connected',
    );
    await floor.act({ do: 'broker', run: true });
    await seen(floor, all);

    const answer = (path: string) => fetch(new URL(path, url));
    for (const path of ['', 'page.css', 'page.ts', 'page-words.ts'])
      expect((await answer(path)).status).toBe(200);
    expect((await answer('../')).status).toBe(404);
    expect((await fetch(floor.view().wall)).status).toBe(200);
    const metrics = await (await fetch(floor.view().metrics)).text();
    expect(metrics).toMatch(/terminal/);

    await stop();
    expect(existsSync(practice.home)).toBe(false);
  },
);

/** Resolves once the relay knows how many are there. */
async function available(floor: PracticeFloor, count: number): Promise<void> {
  const metrics = async () => (await fetch(floor.view().metrics)).text();
  const line = new RegExp(`^handset_agents\\{state="available"\\} ${count}$`, 'm');
  await expect.poll(metrics, patience).toMatch(line);
}

async function comesIn(): Promise<Practice> {
  const practice = await startPractice(program ?? '');
  onTestFinished(practice.stop);
  await available(practice.floor, 8);
  return practice;
}

const customer = ({ customers }: FloorView, id: string) => customers.find((one) => one.id === id);
const agent = ({ agents }: FloorView, id: string) => agents.find((one) => one.id === id);

/** The agent whose phone rings and whose desktop says so; not `other`. */
async function rung(floor: PracticeFloor, other = ''): Promise<AgentView> {
  const rings = ({ id, phone, card }: AgentView) =>
    id !== other && phone?.phase === 'rings' && card?.state === 'ringing';
  const { agents } = await seen(floor, (view) => view.agents.some(rings));
  return agents.find(rings) as AgentView;
}

test.skipIf(!program)('a customer calls in: rejected here, answered there', async () => {
  const { floor } = await comesIn();
  await floor.act({ do: 'call_in', customer: 'anil', queue: 'sales' });
  const first = await rung(floor);
  expect(first).toMatchObject({
    state: 'oncall',
    phone: { customer: 'Anil Kumar', queue: 'Sales' },
    card: { number: '+91 98765 00001', queue: 'Sales' },
  });
  await floor.act({ do: 'phone', agent: first.id, does: 'rejects' });

  const second = await rung(floor, first.id);
  await floor.act({ do: 'phone', agent: second.id, does: 'answers' });
  await seen(floor, (view) => agent(view, second.id)?.card?.state === 'answered');
  expect(customer(floor.view(), 'anil')?.call).toMatchObject({
    phase: 'talks',
    agent: second.name,
  });

  await floor.act({ do: 'hang_up', agent: second.id });
  const over = await seen(
    floor,
    (view) =>
      agent(view, second.id)?.card?.outcome === 'completed' &&
      agent(view, first.id)?.card?.outcome === 'answered_elsewhere' &&
      customer(view, 'anil')?.call === null,
  );
  expect(customer(over, 'anil')?.ended).toBe(`Spoke with ${second.name}.`);
  expect(agent(over, second.id)).toMatchObject({ state: 'wrapup', phone: null });
});

test.skipIf(!program)('a call that nobody takes is missed, until somebody calls back', async () => {
  const { floor } = await comesIn();
  await floor.act({ do: 'rest', rest: true });
  await available(floor, 0);
  await floor.act({ do: 'call_in', customer: 'gita', queue: 'support' });
  const { missed } = await seen(floor, (view) => view.missed.length > 0);
  expect(missed).toMatchObject([
    { name: 'Gita Pillai', queue: 'Support', why: 'nobody was free', canCallBack: true },
  ]);
  const left = await seen(floor, (view) => customer(view, 'gita')?.call === null);
  expect(customer(left, 'gita')?.ended).toBe('Nobody was free: voicemail.');

  await floor.act({ do: 'rest', rest: false });
  await floor.act({ do: 'call_back', key: missed[0]?.key ?? '' });
  const taken = await seen(floor, (view) => view.missed[0]?.takenBy !== null);
  expect(taken.missed).toMatchObject([{ takenBy: 'Asha Rao', canCallBack: false }]);
});

test.skipIf(!program)('whoever joins by the page is rung on the page', async () => {
  const { floor } = await comesIn();
  await floor.act({ do: 'rest', rest: true });
  const { origin, username, password } = new URL(floor.view().account);
  const account = { baseUrl: origin, accountSid: '', apiKey: username, apiToken: password };
  const desktop = new Desktop({
    db: openTestDatabase().db,
    client: createExotelClient(account, { fetch, placeFetch: fetch, now: Date.now }),
    phone: you.uri,
  });
  onTestFinished(() => desktop.stop());
  await desktop.join(floor.view().joinText, { state: 'available' });
  await available(floor, 1);
  const shows = (state: string) =>
    expect.poll(() => desktop.incoming.card?.state, patience).toBe(state);

  await floor.act({ do: 'call_in', customer: 'withheld', queue: 'sales' });
  const { yourPhone } = await seen(floor, (view) => view.yourPhone !== null);
  expect(yourPhone).toMatchObject({ customer: 'Somebody', queue: 'Sales', phase: 'rings' });
  await shows('ringing');
  await floor.act({ do: 'phone', agent: 'you', does: 'answers' });
  await shows('answered');
  await floor.act({ do: 'leave', customer: 'withheld' });
  await shows('ended');
  expect(desktop.incoming.card?.outcome).toBe('completed');
  expect(floor.view().yourPhone).toBe(null);
});
