import { expect, test } from 'vitest';
import { customer, routingRig, uriOf } from '../../../support/routing-rig.ts';

const minute = 60_000;

/** The first agent talks. */
async function talking() {
  const rig = await routingRig();
  await rig.ask('call-1');
  rig.pop('a0');
  await rig.dial('call-1', uriOf(0), 'answered');
  return rig;
}

test('an agent whose desktop says after a call for a minute that they are free is let go', async () => {
  const { clock, say, seat } = await talking();
  say('a0', 'oncall');
  await clock.advance(minute);
  say('a0', 'available');
  await clock.advance(minute - 1);
  expect([...seat.written.keys()]).toEqual(['a0']);
  await clock.advance(20_000);
  expect([...seat.written.keys()]).toEqual([]);
});

test('an agent who talks is held, whether the desktop knows or never heard of it', async () => {
  const { clock, say, seat } = await talking();
  await clock.advance(minute * 3);
  // As every minute: since before the call.
  say('a0', 'available', minute * 10);
  await clock.advance(minute * 2);
  say('a0', 'oncall');
  await clock.advance(minute * 2);
  expect([...seat.written.keys()]).toEqual(['a0']);
});

test('what Exotel told while nobody routed is heard by the next who does, in its order', async () => {
  const { clock, dial, seat, passthru } = await talking();
  seat.lose();
  await dial('call-1', uriOf(0), 'let_go');
  await passthru('call-1', 'talked', { uri: uriOf(0), caller: customer });
  await clock.advance(3_000);
  expect([...seat.written.keys()]).toEqual(['a0']);
  seat.take();
  await clock.advance(1_000);
  expect([...seat.written.keys()]).toEqual([]);
});

test('what was told while nobody routed is worth nothing after two minutes', async () => {
  const { clock, dial, seat } = await talking();
  seat.lose();
  await dial('call-1', uriOf(0), 'let_go');
  await clock.advance(2 * minute + 1_000);
  seat.take();
  await clock.advance(minute);
  expect([...seat.written.keys()]).toEqual(['a0']);
});

test('a broker that brings back what was let go does not hold an agent again', async () => {
  const { clock, dial, seat, ask } = await talking();
  const stale = seat.written.get('a0');
  if (!stale) throw new Error('not held');
  await dial('call-1', uriOf(0), 'let_go');
  seat.lose();
  seat.written.set('a0', stale);
  seat.take();
  await clock.advance(0);
  expect([...seat.written.keys()]).toEqual([]);
  // After the time for the call before.
  await clock.advance(31_000);
  expect((await ask('call-2')).uris).toEqual([uriOf(0)]);
});
