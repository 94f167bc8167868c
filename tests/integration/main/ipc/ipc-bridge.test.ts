import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { createDispatcher, type Sender } from '../../../../src/main/ipc/dispatch.ts';
import { createPublish } from '../../../../src/main/ipc/publish.ts';
import { appOrigin } from '../../../../src/main/ipc/trusted-sender.ts';
import { buildBridge } from '../../../../src/preload/build-bridge.ts';
import { channelNames, type Handlers } from '../../../../src/shared/contract/index.ts';
import { aCall } from '../../../support/a-call.ts';

const call = aCall();

/** The bridge, the dispatcher and the publisher, joined by a wire that clones as Electron's does. */
function joined(calls: Partial<Handlers['calls']>, frame: Sender['frame']) {
  const rest = Object.fromEntries(Object.keys(channelNames().commands).map((area) => [area, {}]));
  const { dispatch } = createDispatcher({
    handlers: { ...rest, calls } as unknown as Handlers,
    describe: (code) => ({ message: code }),
    log: { warn: () => {}, error: () => {} },
  });
  const wire = new EventEmitter();
  const bridge = buildBridge(channelNames(), {
    invoke: async (channel, input) =>
      structuredClone(
        await dispatch(channel, { windowIsOurs: true, frame }, structuredClone(input)),
      ),
    on: (channel, listener) => wire.on(channel, listener),
    off: (channel, listener) => wire.off(channel, listener),
  });
  const publish = createPublish(() => [
    {
      isDestroyed: () => false,
      send: (channel: string, payload: unknown) => {
        wire.emit(channel, { sender: 'ipcRenderer' }, structuredClone(payload));
      },
    },
  ]);
  return { bridge, publish, wire };
}

const ourFrame = { origin: appOrigin, parent: null };

test('a command goes through and comes back', async () => {
  const { bridge } = joined({ finishWrapUp: () => call }, ourFrame);
  expect(await bridge.calls.finishWrapUp({ id: 'a' })).toEqual({ ok: true, value: call });
});

test('a hostile frame with the same bridge is refused', async () => {
  let asked = false;
  const finishWrapUp = () => {
    asked = true;
    return call;
  };
  for (const frame of [
    { origin: 'https://evil.example', parent: null },
    { origin: appOrigin, parent: {} },
    null,
  ]) {
    const { bridge } = joined({ finishWrapUp }, frame);
    const answer = await bridge.calls.finishWrapUp({ id: 'a' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'refused_sender' } });
  }
  expect(asked).toBe(false);
});

test('a wrong payload is refused', async () => {
  const { bridge } = joined({ finishWrapUp: () => call }, ourFrame);
  for (const input of [null, undefined, 'a', {}, { id: '' }, { id: 'x'.repeat(65) }, { id: 1 }]) {
    const answer = await bridge.calls.finishWrapUp(input as { id: string });
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad_input' } });
  }
});

test('the bridge has the commands of the contract and `on`, nothing else', () => {
  const { bridge } = joined({}, ourFrame);
  const { commands } = channelNames();
  expect(Object.keys(bridge).sort()).toEqual([...Object.keys(commands), 'on'].sort());
  expect(Object.keys(bridge.shell)).toEqual(commands['shell']);
});

test('an event reaches its listener without Electron’s event, until unsubscribed', () => {
  const { bridge, publish, wire } = joined({}, ourFrame);
  const heard: unknown[][] = [];
  const stop = bridge.on('shell:openCall', (...args) => heard.push(args));
  publish('shell:openCall', { id: 'a' });
  stop();
  publish('shell:openCall', { id: 'b' });
  expect(heard).toEqual([[{ id: 'a' }]]);
  expect(wire.eventNames()).toEqual([]);
});

test('no other channel can be listened to', () => {
  const { bridge } = joined({}, ourFrame);
  const on = bridge.on as (name: string, listener: () => void) => unknown;
  for (const name of ['dialing:offer', 'anything', '__proto__', '']) {
    expect(() => on(name, () => {})).toThrow('No such event');
  }
});
