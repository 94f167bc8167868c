import { existsSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { findMosquitto } from '../../../scripts/mosquitto.ts';
import type { PracticeFloor } from '../../../tools/practice-floor/practice-floor.ts';
import { startPractice } from '../../../tools/practice-floor/practise.ts';
import type { FloorView } from '../../../tools/practice-floor/view.ts';

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
    for (const path of ['', 'page.css', 'page.js']) expect((await answer(path)).status).toBe(200);
    expect((await answer('../')).status).toBe(404);
    expect((await fetch(floor.view().wall)).status).toBe(200);
    const metrics = await (await fetch(floor.view().metrics)).text();
    expect(metrics).toMatch(/terminal/);

    await stop();
    expect(existsSync(practice.home)).toBe(false);
  },
);
