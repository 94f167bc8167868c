import { beforeEach, expect, test, vi } from 'vitest';
import type { FloorView } from '../../../src/shared/contract/floor.ts';
import { aFloor, noFloor } from '../../support/a-floor.ts';

/** What main answers, what it was asked, and who listens to it. */
const main = vi.hoisted(() => {
  const asked: [command: string, input: unknown][] = [];
  const state: { answer: unknown; tell: (view: never) => void; online: () => void } = {
    answer: null,
    tell: () => {},
    online: () => {},
  };
  const floor = new Proxy(
    {},
    {
      get: (_, command: string) => async (input: unknown) => {
        asked.push([command, input]);
        return state.answer;
      },
    },
  );
  const on = (name: string, listener: (view: never) => void): void => {
    if (name === 'floor:changed') state.tell = listener;
  };
  const addEventListener = (name: string, listener: () => void): void => {
    if (name === 'online') state.online = listener;
  };
  globalThis.window = { handset: { floor, on }, addEventListener } as never;
  return { asked, state };
});

const { floorActions, useFloor, useFloorProblem, watchFloor } = await import(
  '../../../src/renderer/src/stores/floor-store.ts'
);
watchFloor();

const refusal = { ok: false, error: { code: 'join_text_unreadable', message: 'Not one.' } };

beforeEach(() => {
  main.asked.length = 0;
  useFloor.setState(noFloor, true);
});

test('no floor is joined until main says so', () => {
  expect(useFloor.getInitialState()).toMatchObject({ joined: null, connection: 'none' });
});

test('joining shows what main made of it, at once', async () => {
  main.state.answer = { ok: true, value: aFloor({ connection: 'connecting' }) };
  expect(await floorActions.join('handset-join:1.abc')).toBeNull();
  expect(main.asked).toEqual([['join', { text: 'handset-join:1.abc' }]]);
  expect(useFloor.getState()).toMatchObject({ connection: 'connecting' });
});

test('a text that is refused changes nothing, and the reason comes back', async () => {
  main.state.answer = refusal;
  expect(await floorActions.join('nonsense')).toEqual(refusal.error);
  expect(useFloor.getState()).toEqual(noFloor);
});

test('news from main replaces everything', () => {
  const view: FloorView = aFloor({ pollShare: 3 });
  main.state.tell(view as never);
  expect(useFloor.getState()).toEqual(view);
});

test('once the network is back, main connects without waiting for its next try', async () => {
  main.state.answer = { ok: true, value: aFloor({ connection: 'connecting' }) };
  main.state.online();
  await vi.waitFor(() => expect(useFloor.getState().connection).toBe('connecting'));
  expect(main.asked).toEqual([['retry', {}]]);
});

test('what goes wrong in the title bar is shown until it is put away, or goes right', async () => {
  main.state.answer = refusal;
  await floorActions.show(floorActions.setAvailability({ state: 'available' }));
  expect(useFloorProblem.getState().problem).toEqual(refusal.error);
  floorActions.dismissProblem();
  expect(useFloorProblem.getState().problem).toBeNull();
  await floorActions.show(floorActions.endWrapUp());
  main.state.answer = { ok: true, value: aFloor() };
  await floorActions.show(floorActions.endWrapUp());
  expect(useFloorProblem.getState().problem).toBeNull();
});
