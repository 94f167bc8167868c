import { expect, test } from 'vitest';
import { customerE164, routingRig, uriOf } from '../../../support/routing-rig.ts';

const nobody = { uris: [], again: false, ringSeconds: null };
const ring = (index: number) => ({ uris: [uriOf(index)], again: true, ringSeconds: 20 });
const after = (index: number, dialStatus = 'no-answer') => ({ dialled: uriOf(index), dialStatus });

test('one agent at a time, who has waited longest; each is told, then passed over', async () => {
  const rig = await routingRig();
  expect(await rig.ask('call-1')).toEqual(ring(0));
  expect(rig.told).toMatchObject([
    {
      to: 'a0',
      kind: 'offer',
      sid: 'call-1',
      caller: '09876543210',
      called: '08000000000',
      queue: 'sales',
      attempt: 1,
      uri: uriOf(0),
      ringSeconds: 20,
    },
  ]);
  expect([...rig.seat.written.values()]).toMatchObject([
    { agent: 'a0', queue: 'sales', attempt: 1, tried: [], phase: 'ringing' },
  ]);
  expect(await rig.ask('call-1', after(0, 'busy'))).toEqual(ring(1));
  expect(rig.toldOf('passed')).toMatchObject([
    { to: 'a0', sid: 'call-1', offer: rig.toldOf('offer')[0]?.offer, why: 'busy' },
  ]);
  expect([...rig.seat.written.values()]).toMatchObject([
    { agent: 'a1', attempt: 2, tried: ['a0'] },
  ]);
  expect(await rig.ask('call-1', after(1))).toEqual(ring(2));
  expect(await rig.ask('call-1', after(2))).toEqual(nobody);
  expect(rig.seat.written.size).toBe(0);
  expect(rig.toldOf('missed').map(({ to, why }) => [to, why])).toEqual([
    ['a0', 'no_answer'],
    ['a1', 'no_answer'],
    ['a2', 'no_answer'],
  ]);
});

test('asked twice, at once or soon after, it answers the same, and offers once', async () => {
  const rig = await routingRig();
  const [one, other] = await Promise.all([rig.ask('call-1'), rig.ask('call-1')]);
  expect([one, other]).toEqual([ring(0), ring(0)]);
  expect(await rig.ask('call-1')).toEqual(ring(0));
  // A late double of the next request, which speaks of the attempt before.
  expect(await rig.ask('call-1', after(0))).toEqual(ring(1));
  await rig.clock.advance(3_000);
  expect(await rig.ask('call-1', after(0))).toEqual(ring(1));
  expect(rig.toldOf('offer').map(({ to }) => to)).toEqual(['a0', 'a1']);
});

test('the next attempt takes a sign that the one before has ended', async () => {
  const rig = await routingRig({ count: 4 });
  await rig.ask('call-1');
  await rig.clock.advance(5_000);
  expect(await rig.ask('call-1')).toEqual(ring(0));
  // The phone was let go.
  await rig.dial('call-1', uriOf(0), 'let_go');
  expect(await rig.ask('call-1')).toEqual(ring(1));
  // The time is over.
  await rig.clock.advance(20_000);
  expect(await rig.ask('call-1')).toEqual(ring(2));
  // A status without a number, but not at once: it may be the same question again.
  expect(await rig.ask('call-1', { dialStatus: 'no-answer' })).toEqual(ring(2));
  await rig.clock.advance(2_000);
  expect(await rig.ask('call-1', { dialStatus: 'no-answer' })).toEqual(ring(3));
});

test('two calls never get the same agent, asked at the same moment or not', async () => {
  const rig = await routingRig({ count: 2 });
  const all = await Promise.all(['one', 'two', 'three'].map((sid) => rig.ask(sid)));
  expect(all.map(({ uris }) => uris[0])).toEqual([uriOf(0), uriOf(1), undefined]);
  expect(rig.toldOf('missed').map(({ sid, why }) => `${sid} ${why}`)).toEqual([
    'three nobody_free',
    'three nobody_free',
  ]);
  // Nobody is nobody for good only if nobody is free later.
  await rig.passthru('one', 'caller_left');
  await rig.clock.advance(2_000);
  expect(await rig.ask('three')).toEqual(ring(0));
});

test('who spoke with the caller last rings first, however the number is written', async () => {
  const rig = await routingRig();
  rig.recent.set(customerE164, 'a2');
  expect(await rig.ask('call-1', { caller: '919876543210' })).toEqual(ring(2));
  expect(await rig.ask('call-2', { caller: null })).toEqual(ring(0));
});

test('who is not available is not rung, nor who calls, nor who has another queue or no phone', async () => {
  const rig = await routingRig({ count: 5 });
  rig.say('a0', 'break');
  rig.agents[1] = { id: 'a1', name: 'A', generation: 1, uri: uriOf(1), queues: ['service'] };
  rig.agents[2] = { id: 'a2', name: 'A', generation: 1 };
  rig.routing.agentsChanged();
  expect(await rig.ask('call-1', { caller: '09800000003' })).toEqual(ring(4));
});

test('without an acknowledged hold nobody is rung, and nobody is held', async () => {
  const rig = await routingRig();
  rig.seat.acknowledge = async () => false;
  expect(await rig.ask('call-1')).toEqual(nobody);
  expect([rig.toldOf('offer'), rig.routing.held()]).toEqual([[], 0]);
  rig.seat.acknowledge = async () => true;
  expect(await rig.ask('call-2')).toEqual(ring(0));
});

test('an acknowledgement that never comes is waited for one second, and no longer', async () => {
  const rig = await routingRig();
  rig.seat.acknowledge = () => new Promise(() => {});
  const answer = rig.ask('call-1');
  await rig.clock.advance(1_000);
  expect(await answer).toEqual(nobody);
  expect(rig.routing.held()).toBe(0);
});

test('the overflow is rung once, and the call is missed only if it does not help', async () => {
  const rig = await routingRig({ count: 1, queue: { overflowUri: '+911140000000' } });
  await rig.ask('call-1');
  const overflow = { uris: ['+911140000000'], again: false, ringSeconds: 20 };
  expect(await rig.ask('call-1', after(0))).toEqual(overflow);
  await rig.clock.advance(5_000);
  expect(await rig.ask('call-1')).toEqual(overflow);
  expect(rig.toldOf('missed')).toEqual([]);
  await rig.passthru('call-1', 'rang_out', { uri: '+911140000000' });
  expect(rig.toldOf('missed')).toMatchObject([{ to: 'a0', why: 'no_answer' }]);
});

test('an overflow that does not help is not rung again', async () => {
  const rig = await routingRig({ count: 1, queue: { overflowUri: '+911140000000' } });
  await rig.ask('call-1');
  await rig.ask('call-1', after(0));
  const next = { dialled: '01140000000', dialStatus: 'no-answer' };
  expect(await rig.ask('call-1', next)).toEqual(nobody);
  expect(rig.toldOf('missed')).toHaveLength(1);
});

test('a list is offered to all of it at once; those who never rang are told so', async () => {
  const rig = await routingRig({ count: 4, queue: { mode: 'list' } });
  const uris = [uriOf(0), uriOf(1), uriOf(2)];
  expect(await rig.ask('call-1')).toEqual({ uris, again: false, ringSeconds: 20 });
  expect(rig.toldOf('offer').map(({ to, attempt }) => [to, attempt])).toEqual([
    ['a0', 1],
    ['a1', 2],
    ['a2', 3],
  ]);
  expect(rig.seat.written.size).toBe(3);
  await rig.dial('call-1', uriOf(0), 'dialling');
  expect(await rig.ask('call-1', after(0))).toEqual({ ...ring(3), again: false });
  expect(rig.toldOf('passed').map(({ why }) => why)).toEqual([
    'no_answer',
    'withdrawn',
    'withdrawn',
  ]);
});

test('the plain mode cannot ask again, so it gets a list', async () => {
  const rig = await routingRig();
  const { uris, again } = await rig.ask('call-1', { format: 'plain' });
  expect([uris.length, again]).toEqual([3, false]);
});

test('in another queue of the flow a call begins anew, but for those it was offered to', async () => {
  const rig = await routingRig({
    queues: [
      { id: 'sales', name: 'Sales', maxAttempts: 1 },
      { id: 'service', name: 'Service', maxAttempts: 1 },
    ],
  });
  await rig.ask('call-1');
  expect(await rig.ask('call-1', after(0))).toEqual(nobody);
  expect(await rig.ask('call-1', { queue: 'service', ...after(0) })).toEqual(ring(1));
  await rig.passthru('call-1', 'talked', { uri: uriOf(1) });
  // It was missed in the first, and is no more.
  expect(rig.toldOf('missed').map(({ queue }) => queue)).toEqual(['sales', 'sales', 'sales']);
  expect(rig.toldOf('missed_taken').map(({ to, by }) => [to, by])).toEqual([
    ['a0', 'Agent 1'],
    ['a1', 'Agent 1'],
    ['a2', 'Agent 1'],
  ]);
});

test('a queue that nobody has set up, and whatever goes wrong, is nobody', async () => {
  const rig = await routingRig();
  expect(await rig.ask('call-1', { queue: 'unknown' })).toEqual(nobody);
  expect(rig.log).toEqual(['Exotel asks for a queue that relay.json does not name.']);
  rig.seat.acknowledge = async () => {
    throw new Error('broken');
  };
  const answer = rig.ask('call-2');
  await rig.clock.advance(1_000);
  expect(await answer).toEqual(nobody);
});

test('an offer that no desktop shows counts its agent as away, until somebody is there', async () => {
  const rig = await routingRig({ count: 2 });
  await rig.ask('call-1');
  await rig.clock.advance(5_000);
  await rig.passthru('call-1', 'caller_left');
  expect(await rig.ask('call-2')).toEqual(ring(1));
  rig.pop('a1');
  await rig.clock.advance(5_000);
  await rig.passthru('call-2', 'caller_left');
  expect(await rig.ask('call-3')).toEqual(ring(1));
  expect(await rig.ask('call-4')).toEqual(nobody);
  // By itself the desktop says that a call came, and that it is over.
  rig.say('a0', 'oncall');
  rig.say('a0', 'wrapup');
  rig.say('a0', 'available');
  expect(await rig.ask('call-5')).toEqual(nobody);
  rig.say('a0', 'break');
  rig.say('a0', 'available');
  expect(await rig.ask('call-6')).toEqual(ring(0));
});

test('who picked up is there, whatever the desktop shows', async () => {
  const rig = await routingRig({ count: 1 });
  await rig.ask('call-1');
  await rig.dial('call-1', uriOf(0), 'answered');
  await rig.clock.advance(5_000);
  await rig.passthru('call-1', 'caller_left');
  expect(await rig.ask('call-2')).toEqual(ring(0));
});

test('asked again while they talk, it is the same answer, whatever is said of the phone', async () => {
  const rig = await routingRig({ count: 2 });
  await rig.ask('call-1');
  rig.pop('a0');
  await rig.dial('call-1', uriOf(0), 'answered');
  await rig.clock.advance(600_000);
  expect(await rig.ask('call-1')).toEqual(ring(0));
  const said = { dialled: uriOf(0), dialStatus: 'no-answer' };
  expect(await rig.ask('call-1', said)).toEqual(ring(0));
  expect(rig.seat.written.get('a0')?.phase).toBe('talking');
  expect(rig.toldOf('passed')).toEqual([]);
});

test('asked after a conversation, it is nobody, and no call was missed', async () => {
  const rig = await routingRig({ count: 2 });
  await rig.ask('call-1');
  const said = { dialled: uriOf(0), dialStatus: 'completed' };
  expect(await rig.ask('call-1', said)).toEqual(nobody);
  expect(await rig.ask('call-2', said)).toEqual(nobody);
  expect(rig.told.map(({ to, kind }) => `${kind} ${to}`)).toEqual(['offer a0']);
});

test('a phone that two agents share rings for one call at a time', async () => {
  const rig = await routingRig({ count: 2 });
  rig.agents[1] = { id: 'a1', name: 'A', generation: 1, uri: uriOf(0) };
  rig.routing.agentsChanged();
  expect(await rig.ask('call-1')).toEqual(ring(0));
  rig.pop('a0');
  expect(await rig.ask('call-2')).toEqual(nobody);
  await rig.passthru('call-1', 'caller_left');
  rig.say('a0', 'oncall');
  expect(await rig.ask('call-3')).toEqual(nobody);
  rig.say('a0', 'break');
  expect(await rig.ask('call-4')).toEqual(ring(0));
});
