import { expect, test } from 'vitest';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { deskNews } from '../../../../src/main/desktop/desk-news.ts';

function setUp() {
  const changed = new Emitter<null>();
  const flowChanged = new Emitter<null>();
  const mainLoaded = new Emitter<null>();
  const flow = { holding: false };
  let told = 0;
  const stop = deskNews({
    desk: { changed },
    flow: { holds: () => flow.holding },
    flowChanged: flowChanged.on,
    mainLoaded: mainLoaded.on,
  })(() => {
    told += 1;
  });
  return { changed, flowChanged, mainLoaded, flow, stop, told: () => told };
}

test('the windows hear of the desk at once, and of nothing else', () => {
  const { changed, flowChanged, told } = setUp();
  changed.emit(null);
  expect(told()).toBe(1);
  flowChanged.emit(null);
  expect(told()).toBe(1);
});

test('what is held on the screen is told once its call takes its place', () => {
  const { changed, flowChanged, flow, told } = setUp();
  flow.holding = true;
  changed.emit(null);
  flowChanged.emit(null);
  expect(told()).toBe(0);
  flow.holding = false;
  flowChanged.emit(null);
  flowChanged.emit(null);
  expect(told()).toBe(1);
});

test('a page that has come is told, and nobody is any more at the end', () => {
  const { changed, mainLoaded, stop, told } = setUp();
  mainLoaded.emit(null);
  expect(told()).toBe(1);
  stop();
  mainLoaded.emit(null);
  changed.emit(null);
  expect(told()).toBe(1);
});
