import { describe, expect, test } from 'vitest';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { MiniFlow } from '../../../../src/main/desktop/mini-flow.ts';
import type { Call } from '../../../../src/shared/domain/call.ts';
import { aCall, anArrival } from '../../../support/a-call.ts';

function setUp() {
  const desktop = { mainHasFocus: false, onDialer: true, pending: false };
  /** What the small window was told, in order. */
  const told: string[] = [];
  const calls = new Emitter<Call>();
  const flow = new MiniFlow({
    window: {
      show: (focus) => void told.push(focus ? 'show with keyboard' : 'show'),
      hide: () => void told.push('hide'),
    },
    mainHasFocus: () => desktop.mainHasFocus,
    mainShowsCalls: () => desktop.mainHasFocus && desktop.onDialer,
    isPending: () => desktop.pending,
    onCall: calls.on,
    changed: () => {},
  });
  /** A dial whose answer comes when the test says so. */
  function dial() {
    const { promise, resolve, reject } = Promise.withResolvers<Call>();
    const settled = flow.dial(() => promise);
    settled.catch(() => {});
    return { settled, resolve, reject };
  }
  return { desktop, told, calls, flow, dial };
}

const arriving = (changes: Parameters<typeof anArrival>[0] = {}) =>
  anArrival({ state: 'offered', outcome: null, ...changes });

describe('a customer’s call', () => {
  test('comes up beside a screen of the main window that shows no calls', () => {
    const { desktop, told, flow } = setUp();
    Object.assign(desktop, { mainHasFocus: true, onDialer: false });
    flow.arrived(arriving());
    expect(told).toEqual(['show']);
  });

  test('shows the window without the keyboard, and closes it if a colleague takes the call', () => {
    const { told, flow } = setUp();
    const call = arriving();
    flow.arrived(call);
    expect([told, flow.callId()]).toEqual([['show'], call.id]);
    const arrival = { ...call.arrival, answeredBy: 'other' } as const;
    flow.over(arriving({ state: 'ended', outcome: 'answered_elsewhere', arrival }));
    expect([told.at(-1), flow.callId()]).toEqual(['hide', null]);
  });

  test('that was taken stays to be wrapped up', () => {
    const { told, flow } = setUp();
    flow.arrived(arriving());
    flow.over(arriving({ state: 'ended', outcome: 'completed' }));
    expect(told).toEqual(['show']);
  });

  test('opens nothing over the main window, and takes no other call’s place', async () => {
    const { desktop, told, flow, dial } = setUp();
    desktop.mainHasFocus = true;
    flow.arrived(arriving());
    desktop.mainHasFocus = false;
    expect(told).toEqual([]);
    const { settled, resolve } = dial();
    flow.arrived(arriving());
    resolve(ended);
    await settled;
    flow.arrived(arriving());
    expect(flow.callId()).toBe(ended.id);
  });

  test('a dial that waits for the agent comes first', () => {
    const { desktop, told, flow } = setUp();
    desktop.pending = true;
    flow.pendingChanged();
    flow.arrived(arriving());
    expect(told).toEqual(['show with keyboard']);
    desktop.pending = false;
    flow.pendingChanged();
    expect(told).toEqual(['show with keyboard', 'show']);
  });
});

const placing = aCall({ state: 'sending', outcome: null });
const ended = aCall();

test('a pending dial takes the keyboard; taken back, the window goes', () => {
  const { desktop, told, flow } = setUp();
  desktop.pending = true;
  flow.pendingChanged();
  desktop.pending = false;
  flow.pendingChanged();
  expect(told).toEqual(['show with keyboard', 'hide']);
});

test('from Enter to the call the window is never hidden, and nobody loses the keyboard', async () => {
  const { desktop, told, calls, flow, dial } = setUp();
  desktop.pending = true;
  flow.pendingChanged();
  desktop.pending = false;
  const { settled, resolve } = dial();
  flow.pendingChanged();
  calls.emit(placing);
  expect(flow.callId()).toBe(placing.id);
  resolve(aCall({ state: 'accepted', outcome: null }));
  await settled;
  flow.over(ended);
  expect(told.filter((each) => each !== 'show')).toEqual(['show with keyboard']);
});

test('it stays with an ended call until that one is filed, whichever window files it', async () => {
  const { told, flow, dial } = setUp();
  const { settled, resolve } = dial();
  resolve(ended);
  await settled;
  flow.over(ended);
  flow.filed('another call');
  expect(flow.callId()).toBe(ended.id);
  expect(told.at(-1)).toBe('show');
  flow.filed(ended.id);
  expect(flow.callId()).toBeNull();
  expect(told.at(-1)).toBe('hide');
});

test('whoever is in the main window at the end of the call wraps it up there', async () => {
  const { desktop, told, flow, dial } = setUp();
  const { settled, resolve } = dial();
  resolve(aCall({ state: 'accepted', outcome: null }));
  await settled;
  desktop.mainHasFocus = true;
  flow.over(ended);
  expect(flow.callId()).toBeNull();
  expect(told.at(-1)).toBe('hide');
});

test('whoever dials from the main window needs no small one', async () => {
  const { desktop, told, calls, flow, dial } = setUp();
  desktop.mainHasFocus = true;
  const { settled, resolve } = dial();
  calls.emit(placing);
  resolve(ended);
  await settled;
  expect(flow.callId()).toBeNull();
  expect(told).toEqual([]);
});

test('a new dial goes before a wrap-up, which comes back when the dial is taken back', async () => {
  const { desktop, told, flow, dial } = setUp();
  const { settled, resolve } = dial();
  resolve(ended);
  await settled;
  desktop.pending = true;
  flow.pendingChanged();
  flow.over(ended);
  expect(told.at(-1)).toBe('show with keyboard');
  desktop.pending = false;
  flow.pendingChanged();
  expect(flow.callId()).toBe(ended.id);
  expect(told.at(-1)).toBe('show');
});

test('a dial that came to nothing leaves nothing on the screen', async () => {
  const { told, flow, dial } = setUp();
  const { settled, reject } = dial();
  flow.pendingChanged();
  expect(told).toEqual([]);
  reject(new Error('refused'));
  await expect(settled).rejects.toThrow('refused');
  flow.failed();
  expect(told).toEqual(['hide']);
});

test('a call of another window is not taken for the one that was dialled here', async () => {
  const { calls, flow, dial } = setUp();
  const { settled, resolve } = dial();
  calls.emit(aCall({ id: 'of yesterday' }));
  expect(flow.callId()).toBeNull();
  resolve(ended);
  await settled;
  expect(flow.callId()).toBe(ended.id);
});

test('opened by hand it stays, whatever is filed, until it is put away', () => {
  const { told, flow } = setUp();
  flow.openByHand();
  flow.filed('call-1');
  expect(told.at(-1)).toBe('show');
  flow.dismiss();
  expect(told.at(-1)).toBe('hide');
});

test('put away or opened in the main window, it has no call of its own any more', async () => {
  for (const leave of ['dismiss', 'openedInMain'] as const) {
    const { told, flow, dial } = setUp();
    const { settled, resolve } = dial();
    resolve(ended);
    await settled;
    flow[leave](ended.id);
    expect(flow.callId()).toBeNull();
    expect(told.at(-1)).toBe('hide');
  }
});

test('between Enter and the call’s row it holds what is on the screen', async () => {
  const { desktop, calls, flow, dial } = setUp();
  expect(flow.holds()).toBe(false);
  const placed = dial();
  expect(flow.holds()).toBe(true);
  calls.emit(placing);
  expect(flow.holds()).toBe(false);
  placed.resolve(ended);
  await placed.settled;
  const refused = dial();
  expect(flow.holds()).toBe(true);
  refused.reject(new Error('refused'));
  await expect(refused.settled).rejects.toThrow('refused');
  expect(flow.holds()).toBe(false);
  desktop.mainHasFocus = true;
  dial();
  expect(flow.holds()).toBe(false);
});
