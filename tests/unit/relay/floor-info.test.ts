import { expect, onTestFinished, test } from 'vitest';
import { type FloorInfo, floorInfoSchema } from '../../../src/floor/messages.ts';
import { FloorInfoPublisher } from '../../../src/relay/budget/floor-info.ts';
import { relayConfigSchema } from '../../../src/relay/config.ts';
import { FakeClock } from '../../support/fake-clock.ts';

const config = relayConfigSchema.parse({
  floor: 'f1',
  name: 'The floor',
  publicUrl: 'https://relay.example',
  broker: { url: 'mqtt://127.0.0.1', publicUrl: 'ws://127.0.0.1' },
});

function infoRig() {
  const clock = new FakeClock();
  const published: FloorInfo[] = [];
  const floor = { placed: 0, desktops: 10 };
  const publisher = new FloorInfoPublisher({
    config,
    clock,
    lastMinute: () => ({ placed: floor.placed, queried: 7, refused: 0 }),
    desktops: () => floor.desktops,
    publish: (info) => void published.push(floorInfoSchema.parse(info)),
  });
  onTestFinished(() => publisher.stop());
  return { clock, floor, published, publisher };
}

test('it is published at once and every 20 s, and says what the administrator set', () => {
  const { clock, published, publisher } = infoRig();
  publisher.check();
  clock.pass(60_000);
  expect(published).toEqual([]);
  publisher.start();
  expect(published).toEqual([
    {
      v: 1,
      at: clock.now(),
      name: 'The floor',
      limitPerMinute: 200,
      placed: 0,
      queried: 7,
      desktops: 10,
      pollShare: 14,
      verify: 'each',
      wrapUpSeconds: 30,
      breakReasons: ['Lunch', 'Tea', 'Meeting', 'Training'],
      queues: [],
    },
  ]);
  clock.pass(60_000);
  expect(published).toHaveLength(4);
});

test('a noticeable change is published sooner, but no more than once a second', () => {
  const { clock, floor, published, publisher } = infoRig();
  publisher.start();
  floor.desktops = 11;
  for (let times = 0; times < 50; times += 1) publisher.check();
  clock.pass(999);
  expect(published).toHaveLength(1);
  clock.pass(1);
  expect(published.map(({ desktops }) => desktops)).toEqual([10, 11]);
  floor.placed = 10;
  publisher.check();
  clock.pass(5_000);
  expect(published).toHaveLength(2);
  floor.placed = 40;
  publisher.check();
  clock.pass(0);
  expect(published.map(({ placed }) => placed)).toEqual([0, 0, 40]);
});

test('started again after the broker came back, it goes on in one row', () => {
  const { clock, published, publisher } = infoRig();
  publisher.start();
  clock.pass(10_000);
  publisher.start();
  expect(published).toHaveLength(2);
  clock.pass(40_000);
  expect(published).toHaveLength(4);
  publisher.stop();
  clock.pass(60_000);
  expect(published).toHaveLength(4);
});
