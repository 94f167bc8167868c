import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { customer, type RoutingRig, routingRig, uriOf } from '../../../support/routing-rig.ts';

function take(rig: RoutingRig, agent: string, sid: string): void {
  const message = {
    v: 1,
    id: randomUUID(),
    at: rig.clock.now(),
    kind: 'take_missed',
    sid,
  } as const;
  rig.seat.out.emit({ agent, message });
}

test('everybody who was offered the call hears of the phones, and whose it is', async () => {
  const rig = await routingRig();
  await rig.ask('call-1');
  await rig.ask('call-1', { dialled: uriOf(0), dialStatus: 'no-answer' });
  await rig.dial('call-1', '09800000001', 'dialling');
  expect(rig.toldOf('dial')).toMatchObject([
    { to: 'a0', sid: 'call-1', caller: customer, called: '08000000000', yours: false },
    { to: 'a1', uri: '09800000001', phase: 'dialling', yours: true },
  ]);
});

test('a dial event for a call that nobody knows goes to whose phone it is', async () => {
  const rig = await routingRig();
  rig.agents[2] = { id: 'a2', name: 'A', generation: 1, uri: 'sip:Agent-Two' };
  rig.routing.agentsChanged();
  await rig.dial('unknown', 'agent-two', 'answered');
  await rig.dial('unknown', '+911140000000', 'dialling');
  expect(rig.told).toMatchObject([
    { to: 'a2', kind: 'dial', caller: null, called: '', uri: 'agent-two', yours: true },
  ]);
});

test('an outcome goes to all who were tried; the one who had the call gets it as theirs', async () => {
  const rig = await routingRig();
  await rig.ask('call-1');
  await rig.ask('call-1', { dialled: uriOf(0), dialStatus: 'no-answer' });
  const more = { uri: '09800000001', talkSeconds: 203, recordingUrl: 'https://r.example.com/a' };
  await rig.passthru('call-1', 'talked', more);
  expect(rig.toldOf('summary')).toMatchObject([
    { to: 'a0', came: 'talked', yours: false, ...more },
    { to: 'a1', came: 'talked', yours: true, ...more },
  ]);
  // Exotel repeats itself.
  await rig.passthru('call-1', 'talked', more);
  expect(rig.toldOf('summary')).toHaveLength(2);
  expect(rig.toldOf('missed')).toEqual([]);
});

test('where Passthru does not say who had the call, the dial events do', async () => {
  const rig = await routingRig();
  await rig.ask('call-1');
  await rig.dial('call-1', uriOf(0), 'dialling');
  await rig.passthru('call-1', 'talked');
  expect(rig.toldOf('summary')).toMatchObject([{ to: 'a0', uri: uriOf(0), yours: true }]);
});

test('an outcome of a call that nobody knows is taken, and goes to whose phone it names', async () => {
  const rig = await routingRig();
  await rig.passthru('unknown', 'rang_out');
  await rig.passthru('unknown', 'talked', { uri: uriOf(2) });
  expect(rig.told).toMatchObject([{ to: 'a2', kind: 'summary', yours: true, caller: customer }]);
});

test.each([
  ['rang_out', 'no_answer'],
  ['rejected', 'no_answer'],
  ['voicemail', 'no_answer'],
  ['caller_left', 'caller_left'],
  ['other', undefined],
] as const)('a call that ends as %s is missed for the reason %s', async (came, why) => {
  const rig = await routingRig({ count: 1 });
  await rig.ask('call-1');
  await rig.passthru('call-1', came);
  expect(rig.toldOf('missed').map((missed) => missed.why)).toEqual(why ? [why] : []);
});

test('a missed call is told to the agents of its queue, once', async () => {
  const rig = await routingRig();
  rig.agents[1] = { id: 'a1', name: 'A', generation: 1, queues: ['service'] };
  for (const agent of ['a0', 'a2']) rig.say(agent, 'break');
  await rig.ask('call-1');
  await rig.passthru('call-1', 'not_dialled');
  await rig.passthru('call-1', 'voicemail');
  expect(rig.toldOf('missed')).toMatchObject([
    { to: 'a0', sid: 'call-1', queue: 'sales', caller: customer, why: 'nobody_free' },
    { to: 'a2' },
  ]);
});

test('the first who takes a missed call has it; all are told, and who comes later, by whom', async () => {
  const rig = await routingRig();
  for (const { id } of rig.agents) rig.say(id, 'break');
  await rig.ask('call-1');
  take(rig, 'a1', 'call-1');
  expect(rig.toldOf('missed_taken').map(({ to, agent, by }) => [to, agent, by])).toEqual([
    ['a0', 'a1', 'Agent 1'],
    ['a1', 'a1', 'Agent 1'],
    ['a2', 'a1', 'Agent 1'],
  ]);
  rig.told.length = 0;
  take(rig, 'a2', 'call-1');
  expect(rig.told).toMatchObject([{ to: 'a2', kind: 'missed_taken', agent: 'a1' }]);
});

test('one that an earlier router told of can be taken too, by those who share a queue', async () => {
  const rig = await routingRig();
  rig.agents[0] = { id: 'a0', name: 'A', generation: 1, queues: ['service'] };
  rig.agents[1] = { id: 'a1', name: 'B', generation: 1, queues: ['sales'] };
  take(rig, 'a1', 'before');
  take(rig, 'nobody', 'before');
  expect(rig.told.map(({ to }) => to)).toEqual(['a1', 'a2']);
});

test('the wall counts who waits, and what the day has brought', async () => {
  const rig = await routingRig({ count: 2 });
  const queue = () => rig.routing.queues()[0];
  await rig.ask('one');
  await rig.ask('two');
  await rig.ask('three');
  expect(queue()).toEqual({ name: 'Sales', waiting: 2, answered: 0, missed: 1 });
  await rig.dial('one', uriOf(0), 'answered');
  await rig.passthru('one', 'talked', { uri: uriOf(0) });
  await rig.passthru('two', 'caller_left');
  expect(queue()).toEqual({ name: 'Sales', waiting: 0, answered: 1, missed: 2 });
  await rig.clock.advance(24 * 3_600_000);
  expect(queue()).toEqual({ name: 'Sales', waiting: 0, answered: 0, missed: 0 });
});

test('metrics count, and name no number', async () => {
  const rig = await routingRig({ count: 2 });
  await rig.ask('call-1');
  rig.pop('a0');
  await rig.ask('call-1', { dialled: uriOf(0), dialStatus: 'no-answer' });
  await rig.dial('call-1', uriOf(1), 'answered');
  await rig.passthru('call-1', 'talked', { uri: uriOf(1) });
  const { body } = await rig.metrics.text();
  for (const line of [
    'handset_incoming_total{what="offered",queue="sales"} 2',
    'handset_incoming_total{what="undialled",queue="sales"} 1',
    'handset_incoming_total{what="answered",queue="sales"} 1',
    'handset_attempts_per_call_sum 2',
    'handset_pop_delay_seconds_count 1',
  ]) {
    expect(body).toContain(line);
  }
  expect(body).not.toMatch(/98000|98765/);
});

test('what is over is forgotten in time, whatever the wall clock says', async () => {
  const rig = await routingRig({ count: 1 });
  await rig.ask('call-1');
  await rig.passthru('call-1', 'talked', { uri: uriOf(0) });
  rig.clock.jump(24 * 3_600_000);
  await rig.ask('call-2');
  // Known still, so its repetition is told to nobody.
  await rig.passthru('call-1', 'talked', { uri: uriOf(0) });
  expect(rig.toldOf('summary')).toHaveLength(1);
  await rig.clock.advance(21 * 60_000);
  await rig.ask('call-3');
  await rig.passthru('call-1', 'talked', { uri: uriOf(0) });
  expect(rig.toldOf('summary')).toHaveLength(2);
});

test('of those who share a phone, the call is theirs who was offered it', async () => {
  const rig = await routingRig({ count: 2 });
  rig.agents[1] = { id: 'a1', name: 'A', generation: 1, uri: uriOf(0) };
  rig.routing.agentsChanged();
  await rig.ask('call-1');
  await rig.dial('call-1', uriOf(0), 'answered');
  await rig.passthru('call-1', 'talked', { uri: uriOf(0) });
  expect(rig.told.map(({ to, kind }) => `${kind} ${to}`)).toEqual([
    'offer a0',
    'dial a0',
    'summary a0',
  ]);
});

test('without dial events a conversation is of the one who was offered the call last', async () => {
  const rig = await routingRig();
  await rig.ask('call-1');
  await rig.ask('call-1', { dialled: uriOf(0), dialStatus: 'no-answer' });
  await rig.passthru('call-1', 'talked');
  expect(rig.toldOf('summary')).toMatchObject([
    { to: 'a0', yours: false },
    { to: 'a1', yours: true, uri: uriOf(1) },
  ]);
});

test('of a list, without dial events, a conversation is nobody’s who could be meant with others', async () => {
  const rig = await routingRig({ count: 2, queue: { mode: 'list' } });
  await rig.ask('call-1');
  await rig.passthru('call-1', 'talked');
  expect(rig.toldOf('summary').map(({ yours, uri }) => [yours, uri])).toEqual([
    [false, null],
    [false, null],
  ]);
});

test('one that nobody but the overflow can have taken is no agent’s', async () => {
  const overflowUri = '+911140000000';
  const rig = await routingRig({ count: 1, queue: { overflowUri } });
  await rig.ask('call-1');
  const next = { dialled: uriOf(0), dialStatus: 'no-answer' };
  expect((await rig.ask('call-1', next)).uris).toEqual([overflowUri]);
  await rig.passthru('call-1', 'talked');
  expect(rig.toldOf('summary')).toMatchObject([{ to: 'a0', yours: false, uri: null }]);
});

test('who has talked need not be called back for what was missed of them before', async () => {
  const rig = await routingRig();
  for (const { id } of rig.agents) rig.say(id, 'break');
  await rig.ask('call-1');
  await rig.ask('call-2', { caller: '+919876543210' });
  await rig.ask('call-3', { caller: '09876500000' });
  rig.say('a0');
  await rig.ask('call-4');
  rig.told.length = 0;
  await rig.passthru('call-4', 'talked', { uri: uriOf(0) });
  const taken = rig.toldOf('missed_taken');
  expect(taken.map(({ to, sid, agent }) => `${to} ${sid} ${agent}`)).toEqual(
    ['call-1', 'call-2'].flatMap((sid) => ['a0', 'a1', 'a2'].map((to) => `${to} ${sid} a0`)),
  );
});
