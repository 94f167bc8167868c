import { expect, test, vi } from 'vitest';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import type { Areas, Source } from '../../../../src/main/ipc/area.ts';
import { publishEvents } from '../../../../src/main/ipc/register.ts';
import { channelNames, contract } from '../../../../src/shared/contract/index.ts';

vi.mock('electron', () => ({ ipcMain: {} }));

/** One emitter for each event of the contract. */
function areasOfEmitters() {
  const emitters = new Map<string, Emitter<unknown>>();
  const areas = Object.entries(contract).map(([name, { events }]) => {
    const sources: Record<string, Source<unknown>> = {};
    for (const event of Object.keys(events)) {
      const emitter = new Emitter<unknown>();
      emitters.set(`${name}:${event}`, emitter);
      sources[event] = emitter.on;
    }
    return [name, { events: sources }];
  });
  return { emitters, areas: Object.fromEntries(areas) as Areas };
}

test('every event of the contract is published on its channel, until that ends', () => {
  const { emitters, areas } = areasOfEmitters();
  const published: unknown[] = [];
  const stop = publishEvents(areas, (channel, payload) => published.push([channel, payload]));
  for (const [channel, emitter] of emitters) emitter.emit(`news of ${channel}`);
  const { events } = channelNames();
  expect(events.length).toBeGreaterThan(5);
  expect(published).toEqual(events.map((channel) => [channel, `news of ${channel}`]));
  stop();
  for (const emitter of emitters.values()) emitter.emit('late');
  expect(published).toHaveLength(events.length);
});
