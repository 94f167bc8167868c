import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, onTestFinished } from 'vitest';
import { customerMark, stickyKey } from '../../../../src/floor/keys.ts';
import type { FloorInfo, MessageIn } from '../../../../src/floor/messages.ts';
import { insertCall } from '../../../../src/main/storage/tables/calls.ts';
import { recordedCall } from '../../../support/call-facts.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import {
  type Desktop,
  joinTextOf,
  listenAsRelay,
  startDesktop,
  startFloor,
  type TestFloor,
} from '../../../support/floor-desktop.ts';
import { brokerTest } from '../../../support/mosquitto.ts';
import { patience } from '../../../support/patience.ts';
import { asha, vikram } from '../../../support/relay-folder.ts';

/** Some waits are of the protocol itself: a will comes after ten seconds, a listening after three. */
const long = { timeout: 60_000 };

type Callback = Extract<MessageIn, { kind: 'callback' }>;

const callback = (changes: Partial<Callback> = {}): Callback => ({
  v: 1,
  id: randomUUID(),
  at: Date.now(),
  kind: 'callback',
  event: 'terminal',
  sid: 'sid-1',
  customField: 'handset-1',
  ...changes,
});

const info = (changes: Partial<FloorInfo> = {}): FloorInfo => ({
  v: 1,
  at: Date.now(),
  name: 'Pune, second floor',
  limitPerMinute: 200,
  placed: 20,
  queried: 40,
  desktops: 10,
  pollShare: 15,
  verify: 'each',
  wrapUpSeconds: 30,
  breakReasons: ['Lunch'],
  queues: [],
  ...changes,
});

const ended = { state: 'ended', outcome: 'completed' } as const;

/** Asha's desktop on a floor, connected; the relay is played by hand. */
async function joined(create: (floor: TestFloor) => Desktop = startDesktop) {
  const floor = await startFloor([asha, vikram]);
  const relay = await listenAsRelay(floor);
  const desktop = create(floor);
  await desktop.service.handlers.join({ text: joinTextOf(floor, asha) });
  await expect.poll(() => desktop.service.view().connection, patience).toBe('connected');
  return { floor, broker: floor.broker, relay, desktop };
}

describe('a desktop on a real broker', () => {
  brokerTest('joins, starts on a break, and says what the agent does', async () => {
    const { relay, desktop } = await joined();
    await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('break');
    desktop.service.handlers.setAvailability({ state: 'available' });
    await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('available');
    desktop.service.call('a', true, true);
    await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('oncall');
    desktop.service.stop();
    await expect.poll(() => relay.states.get('asha'), patience).toMatchObject({ state: 'offline' });
    // By its own word, and not by the will that comes when a desktop dies.
    expect(relay.states.get('asha')?.seq).not.toBeNull();
  });

  brokerTest(
    'says whom the agent spoke with, by marks, and that an offer is on the screen',
    async () => {
      const { floor, relay, desktop } = await joined();
      await expect.poll(() => relay.recent.get('asha'), patience).toEqual({ v: 1, marks: [] });
      const spoken = (customerNumber: string, id: string) =>
        insertCall(desktop.db, recordedCall({ id, customerNumber, ...ended }), 0);
      spoken('+919876543210', 'first');
      spoken('+919876543211', 'second');
      desktop.service.publishRecent();
      const key = stickyKey(floor.master, floor.floor);
      const marks = ['+919876543211', '+919876543210'].map((number) => customerMark(key, number));
      await expect.poll(() => relay.recent.get('asha'), patience).toEqual({ v: 1, marks });
      const offer = randomUUID();
      desktop.service.popped(offer, 180);
      await expect
        .poll(() => relay.out, patience)
        .toContainEqual({
          agent: 'asha',
          message: expect.objectContaining({ kind: 'popped', offer, ms: 180 }),
        });
    },
  );

  brokerTest('hears of its calls once, and of nobody else’s', async () => {
    const { relay, desktop } = await joined();
    const message = callback();
    await relay.send(vikram, callback({ sid: 'not mine' }));
    await relay.send(asha, message);
    await relay.send(asha, message);
    await relay.send(asha, callback({ sid: 'sid-2' }));
    await expect.poll(() => desktop.hints.length, patience).toBe(2);
    expect(desktop.hints.map(({ sid }) => sid)).toEqual(['sid-1', 'sid-2']);
    expect(desktop.service.view().lastMessageAt).not.toBeNull();
  });

  brokerTest('a message of another time, of another kind, or unsealed is dropped', async () => {
    const { relay, desktop } = await joined();
    await relay.send(asha, callback({ at: Date.now() - 25 * 3_600_000 }));
    await relay.send(asha, callback({ at: Date.now() + 180_000 }));
    await relay.send(asha, { ...callback(), kind: 'dance' } as never);
    const { in: topic } = relay.topics.agent('asha');
    await relay.client.publishAsync(topic, JSON.stringify(callback()), { qos: 1 });
    await relay.client.publishAsync(topic, 'no json', { qos: 1 });
    await relay.send(asha, callback({ sid: 'good' }));
    await expect.poll(() => desktop.hints.map(({ sid }) => sid), patience).toEqual(['good']);
  });

  brokerTest('the floor shares out the requests, and is told what was spent', async () => {
    const { relay, desktop } = await joined();
    const say = (each: FloorInfo) =>
      relay.client.publishAsync(relay.topics.info, JSON.stringify(each), { qos: 1, retain: true });
    await say(info());
    await expect.poll(() => desktop.requests.pollShare, patience).toBe(15);
    expect(desktop.service.view()).toMatchObject({
      joined: { floorName: 'Pune, second floor', agentName: 'Asha Rao' },
      breakReasons: ['Lunch'],
      pollShare: 15,
      clockDiffers: false,
    });
    await say(info({ at: Date.now() - 200_000 }));
    await expect.poll(() => desktop.service.view().clockDiffers, patience).toBe(true);
    desktop.requests.sent('place');
    desktop.requests.sent('query');
    desktop.requests.sent('query');
    await expect
      .poll(() => relay.out, long)
      .toMatchObject([
        { agent: 'asha', message: { kind: 'spent', place: 1, query: 2, refused: 0 } },
      ]);
    await desktop.service.handlers.leave({});
    expect(desktop.requests.pollShare).toBeNull();
  });

  brokerTest(
    'the desktop that came last is the agent’s; the other says so and stays away',
    async () => {
      const { floor, relay, desktop } = await joined();
      const newer = startDesktop(floor);
      await newer.service.handlers.join({ text: joinTextOf(floor, asha) });
      newer.service.handlers.setAvailability({ state: 'available' });
      await expect.poll(() => desktop.service.view().connection, long).toBe('elsewhere');
      expect(desktop.service.view().availability.state).toBe('offline');
      await expect.poll(() => newer.service.view().connection, long).toBe('connected');
      await relay.send(asha, callback());
      await expect.poll(() => newer.hints.length, patience).toBe(1);
      expect(desktop.hints).toEqual([]);
      await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('available');

      desktop.service.handlers.signInHere({});
      await expect.poll(() => newer.service.view().connection, long).toBe('elsewhere');
      await expect.poll(() => desktop.service.view().connection, long).toBe('connected');
      await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('break');
    },
  );

  brokerTest('comes back after the broker was killed, with what waited for it', async () => {
    const { broker, relay, desktop } = await joined();
    desktop.service.sleep();
    await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('offline');
    await relay.send(asha, callback());
    // Saved every five seconds; here at once, and seen to have been.
    broker.save();
    const saved = () => readFileSync(broker.held, 'latin1');
    await expect.poll(saved, patience).toContain('/agent/asha/in');
    await broker.kill();
    await broker.start();
    desktop.service.wake();
    await expect.poll(() => desktop.hints.length, long).toBe(1);
    // Nobody is rung because a lid was opened.
    expect(desktop.service.view().availability.state).toBe('break');
  });

  brokerTest('connects again by itself', async () => {
    const { broker, relay, desktop } = await joined();
    await broker.kill();
    await expect.poll(() => desktop.service.view().connection, patience).toBe('unreachable');
    await broker.start();
    await expect.poll(() => desktop.service.view().connection, long).toBe('connected');
    relay.states.clear();
    desktop.service.handlers.setAvailability({ state: 'available' });
    await expect.poll(() => relay.states.get('asha')?.state, long).toBe('available');
  });

  brokerTest('what the broker still holds of its own last run keeps no desktop away', async () => {
    const { relay, desktop } = await joined();
    desktop.service.handlers.setAvailability({ state: 'available' });
    await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('available');
    const before = relay.states.get('asha');
    desktop.service.stop();
    const again = desktop.create();
    onTestFinished(() => again.stop());
    again.start();
    await expect.poll(() => again.view().connection, patience).toBe('connected');
    // As a broker restores it that died before it saved anything newer.
    await relay.client.publishAsync(relay.topics.agent('asha').state, JSON.stringify(before), {
      qos: 1,
      retain: true,
    });
    desktop.sockets.at(-1)?.close();
    await expect.poll(() => again.view().connection, patience).toBe('unreachable');
    await expect.poll(() => again.view().connection, long).toBe('connected');
  });

  brokerTest(
    'joins another floor: offline on the one before, on a break on the new one',
    async () => {
      const { floor, relay, desktop } = await joined();
      desktop.service.handlers.setAvailability({ state: 'available' });
      await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('available');
      await desktop.service.handlers.join({ text: joinTextOf(floor, vikram) });
      await expect
        .poll(() => relay.states.get('asha'), patience)
        .toMatchObject({ state: 'offline' });
      expect(relay.states.get('asha')?.seq).not.toBeNull();
      await expect.poll(() => relay.states.get('vikram')?.state, patience).toBe('break');
      expect(desktop.service.view().availability.wish.state).toBe('break');
    },
  );

  brokerTest('a desktop that dies is offline by its will', async () => {
    // Its clock stands still, so it never tries to come back.
    const { relay, desktop } = await joined((floor) =>
      startDesktop(floor, new FakeClock(Date.now())),
    );
    desktop.service.handlers.setAvailability({ state: 'available' });
    await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('available');
    desktop.sockets.at(-1)?.close();
    await expect
      .poll(() => relay.states.get('asha'), long)
      .toMatchObject({ state: 'offline', seq: null });
  });

  brokerTest('a desktop that goes while it listens is offline by its will', async () => {
    const clock = new FakeClock(Date.now());
    const { relay, desktop } = await joined((floor) => startDesktop(floor, clock));
    desktop.service.handlers.setAvailability({ state: 'available' });
    await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('available');
    desktop.sockets.at(-1)?.close();
    await expect.poll(() => desktop.service.view().connection, patience).toBe('unreachable');
    desktop.service.handlers.retry({});
    // Connected again; its clock stands still, so it goes on listening.
    await relay.send(asha, callback());
    await expect.poll(() => desktop.hints.length, patience).toBe(1);
    expect(desktop.service.view().connection).toBe('unreachable');
    desktop.service.stop();
    await expect
      .poll(() => relay.states.get('asha'), long)
      .toMatchObject({ state: 'offline', seq: null });
  });

  brokerTest('an agent whose generation was raised is refused', async () => {
    const { broker, desktop } = await joined();
    broker.admit([{ ...asha, generation: 2 }, vikram]);
    await broker.kill();
    await broker.start();
    await expect.poll(() => desktop.service.view().connection, long).toBe('refused');
  });

  brokerTest(
    'the secret is in the keychain and nowhere else, and leaves with the floor',
    async () => {
      const { floor, relay, desktop } = await joined();
      const { db, secrets, service } = desktop;
      expect(secrets.names()).toEqual(['floor asha@f1@relay.example']);
      const [document] = db
        .prepare("SELECT value FROM documents WHERE key = 'floor'")
        .pluck()
        .all();
      expect(document).not.toContain('secret');
      // A start after a restart finds it there.
      service.stop();
      const again = desktop.create();
      again.start();
      await expect.poll(() => again.view().connection, patience).toBe('connected');
      await again.handlers.leave({});
      expect(secrets.names()).toEqual([]);
      expect(again.view()).toMatchObject({ joined: null, connection: 'none' });
      expect(desktop.create().view().joined).toBeNull();
      await expect.poll(() => relay.states.get('asha')?.state, patience).toBe('offline');
      await expect(
        again.handlers.join({ text: joinTextOf(floor, asha).slice(0, 60) }),
      ).rejects.toThrow('join_text_unreadable');
    },
  );

  brokerTest(
    'a locked keychain: joining says so; a start waits until it is asked again',
    async () => {
      const { floor, desktop } = await joined();
      desktop.service.stop();
      desktop.secrets.state.locked = true;
      const again = desktop.create();
      again.start();
      await expect.poll(() => again.view().connection, patience).toBe('locked');
      await expect(again.handlers.join({ text: joinTextOf(floor, vikram) })).rejects.toThrow(
        'join_text_unkept',
      );
      expect(again.view().joined?.agent).toBe('asha');
      desktop.secrets.state.locked = false;
      again.handlers.retry({});
      await expect.poll(() => again.view().connection, patience).toBe('connected');
      again.stop();
    },
  );
});
