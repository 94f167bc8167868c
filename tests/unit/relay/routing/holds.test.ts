import { expect, test } from 'vitest';
import { FakeClock } from '../../../support/fake-clock.ts';
import { MemoryBroker } from '../../../support/memory-seat.ts';
import { routingRig, uriOf } from '../../../support/routing-rig.ts';

const rung = (answer: { uris: string[] }) => answer.uris[0] ?? null;

test('a hold ends by itself when the phone must have stopped ringing', async () => {
  const rig = await routingRig({ count: 1 });
  await rig.ask('call-1');
  rig.pop('a0');
  await rig.clock.advance(34_999);
  expect(rung(await rig.ask('call-2'))).toBe(null);
  await rig.clock.advance(1);
  expect(rung(await rig.ask('call-3'))).toBe(uriOf(0));
  expect(rig.seat.written.size).toBe(1);
});

test('who talks is held until they are let go, and has time after it', async () => {
  const rig = await routingRig({ count: 1 });
  await rig.ask('call-1');
  await rig.dial('call-1', '09800000000', 'dialling');
  await rig.dial('call-1', '09800000000', 'answered');
  expect(rig.seat.written.get('a0')?.phase).toBe('talking');
  await rig.clock.advance(3_600_000);
  rig.say('a0', 'available', 5_000_000);
  expect(rung(await rig.ask('call-2'))).toBe(null);
  await rig.dial('call-1', '09800000000', 'let_go');
  expect(rig.seat.written.size).toBe(0);
  expect(rung(await rig.ask('call-3'))).toBe(null);
  await rig.clock.advance(30_000);
  expect(rung(await rig.ask('call-4'))).toBe(uriOf(0));
});

test('a desktop that says more is believed: no time after a call that it does not want', async () => {
  const rig = await routingRig({ count: 1 });
  await rig.ask('call-1');
  await rig.dial('call-1', uriOf(0), 'answered');
  rig.say('a0', 'oncall');
  await rig.dial('call-1', uriOf(0), 'let_go');
  expect(rung(await rig.ask('call-2'))).toBe(null);
  rig.say('a0', 'available');
  expect(rung(await rig.ask('call-3'))).toBe(uriOf(0));
});

test('who did not talk needs no time after it', async () => {
  const rig = await routingRig({ count: 2 });
  await rig.ask('call-1');
  rig.pop('a0');
  await rig.dial('call-1', uriOf(0), 'dialling');
  await rig.dial('call-1', uriOf(0), 'let_go');
  await rig.ask('call-1', { dialled: uriOf(0), dialStatus: 'no-answer' });
  expect(rung(await rig.ask('call-2'))).toBe(uriOf(0));
});

test('an event for a call that no longer has the agent frees nobody', async () => {
  const rig = await routingRig({ count: 1 });
  await rig.ask('call-1');
  rig.pop('a0');
  await rig.passthru('call-1', 'caller_left');
  expect(rung(await rig.ask('call-2'))).toBe(uriOf(0));
  await rig.dial('call-1', uriOf(0), 'let_go');
  await rig.dial('call-1', uriOf(0), 'answered');
  expect([...rig.seat.written.values()].map(({ phase }) => phase)).toEqual(['ringing']);
  expect(rung(await rig.ask('call-3'))).toBe(null);
});

test('who stands last in a list is held for as long as those before may ring', async () => {
  const rig = await routingRig({ count: 3, queue: { mode: 'list' } });
  await rig.ask('call-1');
  for (const { id } of rig.agents) rig.pop(id);
  await rig.clock.advance(36_000);
  expect((await rig.ask('call-2')).uris).toEqual([uriOf(0)]);
  expect((await rig.ask('call-3')).uris).toEqual([]);
});

test('late events change nothing: who talks is not freed, who is free not held or given rest', async () => {
  const rig = await routingRig({ count: 1 });
  await rig.ask('call-1');
  rig.pop('a0');
  await rig.dial('call-1', uriOf(0), 'answered');
  await rig.dial('call-1', uriOf(0), 'ringing');
  await rig.clock.advance(40_000);
  rig.say('a0', 'available', 100_000);
  expect(rung(await rig.ask('call-2'))).toBe(null);
  await rig.passthru('call-1', 'caller_left');
  await rig.dial('call-1', uriOf(0), 'ringing');
  expect(rig.routing.held()).toBe(0);
  await rig.dial('call-1', uriOf(0), 'let_go');
  expect(rung(await rig.ask('call-3'))).toBe(uriOf(0));
});

test('a phone that is picked up too late takes no agent from another call, and one who is free', async () => {
  const rig = await routingRig({ count: 2 });
  await rig.ask('call-1');
  await rig.ask('call-2');
  for (const { id } of rig.agents) rig.pop(id);
  await rig.clock.advance(36_000);
  for (const { id } of rig.agents) rig.say(id, 'available', 100_000);
  expect(rung(await rig.ask('call-3'))).toBe(uriOf(0));
  await rig.dial('call-1', uriOf(0), 'answered');
  await rig.dial('call-2', uriOf(1), 'answered');
  expect(rung(await rig.ask('call-4'))).toBe(null);
  await rig.passthru('call-1', 'talked', { uri: uriOf(0) });
  expect([...rig.seat.written.values()].map(({ agent, phase }) => [agent, phase])).toEqual([
    ['a0', 'ringing'],
    ['a1', 'talking'],
  ]);
});

async function twoRelays() {
  const shared = {
    clock: new FakeClock(),
    master: Buffer.alloc(32, 7),
    shared: new MemoryBroker(),
  };
  const first = await routingRig({ ...shared });
  const second = await routingRig({ ...shared, relay: 'relay-2', takes: false });
  second.seat.other = first.seat;
  first.seat.other = second.seat;
  const change = () => {
    first.seat.lose();
    second.seat.take();
  };
  return { first, second, change };
}

test('a relay that does not route passes everything on to the one that does', async () => {
  const { first, second } = await twoRelays();
  expect(rung(await second.ask('call-1'))).toBe(uriOf(0));
  await second.dial('call-1', uriOf(0), 'answered');
  await second.passthru('call-1', 'talked', { uri: uriOf(0) });
  expect(first.told.map(({ kind }) => kind)).toEqual(['offer', 'dial', 'summary']);
  expect(second.told).toEqual([]);
  expect(second.routing.queues()).toEqual([]);
  expect(first.routing.queues()).toEqual([{ name: 'Sales', waiting: 0, answered: 1, missed: 0 }]);
});

test('after a change of relays the same call gets the same agent, and no other call does', async () => {
  const { first, second, change } = await twoRelays();
  await first.ask('call-1');
  change();
  expect([first.routing.held(), second.routing.held()]).toEqual([0, 1]);
  expect(rung(await second.ask('call-2'))).toBe(uriOf(1));
  expect(rung(await second.ask('call-1'))).toBe(uriOf(0));
  // The desktop may not have heard of it.
  const offers = [...first.toldOf('offer'), ...second.toldOf('offer')];
  const ofCall = offers.filter(({ sid }) => sid === 'call-1');
  expect(ofCall.map(({ to }) => to)).toEqual(['a0', 'a0']);
  expect(new Set(ofCall.map(({ offer }) => offer)).size).toBe(1);
  // And it goes on from there.
  const next = { dialled: uriOf(0), dialStatus: 'no-answer' };
  expect(rung(await second.ask('call-1', next))).toBe(uriOf(2));
  expect(second.toldOf('passed')).toMatchObject([{ to: 'a0', sid: 'call-1' }]);
});

test('what comes after the change goes to those who were offered the call before', async () => {
  const { first, second, change } = await twoRelays();
  await first.ask('call-1');
  await first.ask('call-1', { dialled: uriOf(0), dialStatus: 'busy' });
  change();
  await second.dial('call-1', uriOf(1), 'answered');
  await second.passthru('call-1', 'talked', { uri: uriOf(1) });
  expect(second.told.map(({ to, kind }) => `${kind} ${to}`)).toEqual([
    'dial a0',
    'dial a1',
    'summary a0',
    'summary a1',
  ]);
  expect(second.seat.written.size).toBe(0);
});

test('the time that a phone has rung, and who calls, are not forgotten in a change', async () => {
  const { first, second, change } = await twoRelays();
  await first.ask('call-1');
  await first.ask('call-2');
  for (const { id } of first.agents) first.pop(id);
  await first.clock.advance(19_000);
  change();
  expect(rung(await second.ask('call-1'))).toBe(uriOf(0));
  await second.clock.advance(2_000);
  expect(rung(await second.ask('call-1'))).toBe(uriOf(2));
  // First it is told without the caller, then with.
  await second.dial('call-2', uriOf(1), 'dialling');
  await second.passthru('call-2', 'rang_out');
  expect(second.toldOf('missed')[0]).toMatchObject({ sid: 'call-2', caller: '09876543210' });
});

test('without a router anybody is nobody', async () => {
  const { first, second } = await twoRelays();
  first.seat.lose();
  expect([rung(await first.ask('call-1')), rung(await second.ask('call-1'))]).toEqual([null, null]);
});

test('without the seat nobody is rung, also by the last router, and what it held it holds again', async () => {
  const { first, second } = await twoRelays();
  await first.ask('call-0');
  first.seat.lose();
  expect(rung(await second.ask('call-1'))).toBe(null);
  expect(rung(await first.ask('call-1'))).toBe(null);
  expect(first.toldOf('offer').map(({ sid }) => sid)).toEqual(['call-0']);
  expect(first.routing.queues()).toEqual([]);
  // The broker is back, and has forgotten all.
  first.seat.written.clear();
  first.seat.take();
  await first.clock.advance(0);
  expect([...first.seat.written.keys()]).toEqual(['a0']);
});

test('a hold that ended without the seat does not come back with it', async () => {
  const { first } = await twoRelays();
  await first.ask('call-1');
  await first.dial('call-1', uriOf(0), 'answered');
  first.seat.lose();
  await first.passthru('call-1', 'caller_left');
  expect(first.seat.written.get('a0')?.phase).toBe('talking');
  first.seat.take();
  expect(first.seat.written.size).toBe(0);
  expect(first.routing.held()).toBe(0);
  expect(rung(await first.ask('call-2'))).toBe(uriOf(0));
});

test('a hold that is older than what is known here replaces nothing', async () => {
  const { first } = await twoRelays();
  await first.ask('call-1');
  first.seat.lose();
  await first.clock.advance(5_000);
  await first.dial('call-1', uriOf(0), 'answered');
  first.seat.take();
  await first.clock.advance(0);
  expect(first.seat.written.get('a0')?.phase).toBe('talking');
  await first.clock.advance(60_000);
  expect(first.routing.held()).toBe(1);
});

test('what another relay wrote meanwhile counts, although the hold before it ended here', async () => {
  const { first } = await twoRelays();
  await first.ask('call-1');
  first.seat.lose();
  await first.passthru('call-1', 'caller_left');
  const [before] = first.seat.written.values();
  if (!before) throw new Error('nothing was written');
  const at = before.at + 1_000;
  first.seat.written.set('a0', { ...before, call: 'other', offer: crypto.randomUUID(), at });
  first.seat.take();
  expect(first.routing.held()).toBe(1);
  expect(first.seat.written.get('a0')?.call).toBe('other');
});

test('a relay that has the seat again knows nothing of what another has done meanwhile', async () => {
  const { first, second, change } = await twoRelays();
  await first.ask('call-1');
  change();
  await second.ask('call-1', { dialled: uriOf(0), dialStatus: 'busy' });
  second.seat.lose();
  first.seat.take();
  expect(rung(await first.ask('call-2'))).toBe(uriOf(0));
  expect(rung(await first.ask('call-1'))).toBe(uriOf(1));
});

test('what the last router heard without a broker, the next one hears from it', async () => {
  const { first, second } = await twoRelays();
  await first.ask('call-1');
  await first.dial('call-1', uriOf(0), 'answered');
  first.seat.lose();
  await first.dial('call-1', uriOf(0), 'let_go');
  second.seat.take();
  expect(second.routing.held()).toBe(1);
  await first.clock.advance(1_000);
  expect(second.routing.held()).toBe(0);
});

test('what the last router let go just before the broker died, the next one hears from it', async () => {
  const { first, second } = await twoRelays();
  await first.ask('call-1');
  await first.dial('call-1', uriOf(0), 'answered');
  const talking = first.seat.written.get('a0');
  if (!talking) throw new Error('not held');
  await first.dial('call-1', uriOf(0), 'let_go');
  // It was not saved.
  first.seat.written.set('a0', talking);
  first.seat.lose();
  second.seat.take();
  expect(second.routing.held()).toBe(1);
  await first.clock.advance(1_000);
  expect(second.routing.held()).toBe(0);
});
