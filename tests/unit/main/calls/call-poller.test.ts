import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CallPoller,
  type OpenCall,
  type PollReport,
  type PollRequest,
} from '../../../../src/main/calls/call-poller.ts';
import { FakeClock, settle } from '../../../support/fake-clock.ts';

function waiting(clock: FakeClock, changes: Partial<OpenCall> = {}): OpenCall {
  return {
    over: false,
    direction: 'outbound',
    state: 'accepted',
    acceptedAt: clock.now(),
    failed: false,
    retryAfterSeconds: null,
    timeScale: 1,
    ...changes,
  };
}

/** A poller whose looks answer as `reports` tells, the last one for ever. */
function setUp(reports: (clock: FakeClock) => (PollReport | null)[] = (clock) => [waiting(clock)]) {
  const clock = new FakeClock();
  const answers = reports(clock);
  const looks: ({ id: string; at: number } & PollRequest)[] = [];
  const start = clock.now();
  const poller = new CallPoller({
    clock,
    random: () => 0.5,
    poll: async (id, wish) => {
      looks.push({ id, at: clock.now() - start, ...wish });
      return answers[Math.min(looks.length, answers.length) - 1] ?? null;
    },
  });
  return { clock, poller, looks, times: () => looks.map(({ at }) => at) };
}

/** A poller whose looks answer when told. */
function setUpByHand() {
  const clock = new FakeClock();
  const pending: ((report: PollReport | null) => void)[] = [];
  const poller = new CallPoller({
    clock,
    random: () => 0.5,
    poll: () => new Promise((resolve) => pending.push(resolve)),
  });
  return { clock, poller, pending };
}

test('looks on schedule, quick at first, until the call is over', async () => {
  const { clock, poller, times } = setUp((now) => [
    ...Array.from({ length: 6 }, () => waiting(now)),
    { over: true },
  ]);
  poller.follow('a', waiting(clock));
  expect(poller.nextAt('a')).toBe(clock.now() + 2_000);
  await clock.advance(60_000);
  expect(times()).toEqual([2_000, 4_000, 6_000, 9_500, 13_000, 16_500, 20_000]);
  expect(poller.nextAt('a')).toBeNull();
  expect(clock.waiting).toBe(0);
});

test('practice time runs faster', async () => {
  const { clock, poller, times } = setUp((now) => [waiting(now, { timeScale: 0.1 })]);
  poller.follow('a', waiting(clock, { timeScale: 0.1 }));
  await clock.advance(600);
  expect(times()).toEqual([200, 400, 600]);
});

test('failures back off to a minute, and success forgets them', async () => {
  const { clock, poller, times } = setUp((now) => [
    ...Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? waiting(now, { failed: true }) : null)),
    waiting(now, { state: 'finishing' }),
  ]);
  poller.follow('a', waiting(clock));
  await clock.advance(250_000);
  const gaps = times().map((at, index) => at - (times()[index - 1] ?? 0));
  expect(gaps.slice(0, 10)).toEqual([
    2_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000, 2_000,
  ]);
});

test('Retry-After is obeyed', async () => {
  const { clock, poller, times } = setUp((now) => [
    waiting(now, { failed: true, retryAfterSeconds: 30 }),
    waiting(now, { state: 'finishing' }),
  ]);
  poller.follow('a', waiting(clock));
  await clock.advance(34_500);
  expect(times()).toEqual([2_000, 32_000, 34_000]);
});

test('following twice is following once', async () => {
  const { clock, poller, times } = setUp();
  poller.follow('a', waiting(clock));
  poller.follow('a', waiting(clock));
  await clock.advance(2_000);
  expect(times()).toEqual([2_000]);
});

test('asleep nothing is asked; awake everything is looked at once', async () => {
  const { clock, poller, looks } = setUp();
  poller.follow('a', waiting(clock));
  poller.follow('b', waiting(clock));
  poller.pause();
  await clock.advance(3_600_000);
  expect(looks).toEqual([]);
  expect(poller.nextAt('a')).toBeNull();
  poller.follow('c', waiting(clock));
  poller.resume();
  poller.resume();
  await settle();
  expect(looks.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  await clock.advance(60_000);
  expect(looks.filter(({ id }) => id === 'a').length).toBeGreaterThan(1);
});

test('a look under way when sleep comes plans no next one before waking', async () => {
  const { clock, poller, pending } = setUpByHand();
  poller.follow('a', waiting(clock));
  await clock.advance(2_000);
  poller.pause();
  pending[0]?.(waiting(clock));
  await clock.advance(60_000);
  expect(pending).toHaveLength(1);
  poller.resume();
  expect(pending).toHaveLength(2);
});

test('"look now" replaces the planned look', async () => {
  const { clock, poller, times } = setUp((now) => [waiting(now, { state: 'finishing' })]);
  poller.follow('a', waiting(clock));
  await clock.advance(1_000);
  await poller.pollNow('a');
  await clock.advance(2_000);
  expect(times()).toEqual([1_000, 3_000]);
  await poller.pollNow('never followed');
  expect(times()).toHaveLength(2);
});

test('stopped while a look is under way: its answer plans nothing', async () => {
  const { clock, poller, pending } = setUpByHand();
  poller.follow('a', waiting(clock));
  await clock.advance(2_000);
  poller.dispose();
  pending[0]?.(waiting(clock));
  await clock.advance(3_600_000);
  expect(pending).toHaveLength(1);
  poller.follow('b', waiting(clock));
  await clock.advance(3_600_000);
  expect(pending).toHaveLength(1);
  expect(clock.waiting).toBe(0);
});

test('a look that the budget puts off is made later, and is no look before', async () => {
  const { clock, poller, looks } = setUp((now) => [
    { postponedMs: 7_000 },
    { postponedMs: 1_000 },
    waiting(now, { state: 'finishing' }),
    { over: true },
  ]);
  poller.follow('a', waiting(clock));
  await clock.advance(2_000);
  expect(poller.nextAt('a')).toBe(clock.now() + 7_000);
  await clock.advance(60_000);
  expect(looks.map(({ at, polls: before }) => [at, before])).toEqual([
    [2_000, 0],
    [9_000, 0],
    [10_000, 0],
    [12_000, 1],
  ]);
});

test('"look now" stays urgent while the budget puts it off', async () => {
  const { clock, poller, looks } = setUp((now) => [
    { postponedMs: 5_000 },
    waiting(now, { state: 'finishing' }),
  ]);
  poller.follow('a', waiting(clock));
  await poller.pollNow('a');
  await clock.advance(7_000);
  expect(looks.map(({ at, need, end }) => [at, need, end])).toEqual([
    [0, 'now', true],
    [5_000, 'now', true],
    [7_000, 'now', false],
  ]);
});

test('a callback is worth a look at once; a flood of them one in a second', async () => {
  const { clock, poller, looks, times } = setUp();
  poller.follow('a', waiting(clock));
  await clock.advance(500);
  poller.hint('a', 'terminal');
  await clock.advance(0);
  expect(looks).toMatchObject([{ at: 500, need: 'now', end: true }]);
  for (let ms = 0; ms < 3_000; ms += 10) {
    poller.hint('a', 'terminal');
    await clock.advance(10);
  }
  expect(times()).toEqual([500, 1_500, 2_500, 3_500]);
  poller.hint('never followed', 'terminal');
});

test('while callbacks arrive, polling is the fallback', async () => {
  const { clock, poller, times } = setUp((now) => [waiting(now, { state: 'agent_answered' })]);
  poller.follow('a', waiting(clock));
  poller.hint('a', 'answered');
  await clock.advance(0);
  // The customer's answer tells nothing that a look could show.
  poller.hint('a', 'answered');
  await clock.advance(370_000);
  expect(times()).toEqual([0, 180_000, 360_000]);
});

test('where they came for one call they are expected for the next, but not believed in', async () => {
  const { clock, poller, times } = setUp((now) => [{ over: true }, waiting(now)]);
  poller.follow('a', waiting(clock));
  poller.hint('a', 'terminal');
  await clock.advance(0);
  poller.follow('b', waiting(clock));
  await clock.advance(61_000);
  expect(times()).toEqual([0, 15_000, 30_000, 45_000, 50_000, 55_000, 60_000]);
});

test('a callback during a look is followed by another look: the answer may be older', async () => {
  const { clock, poller, pending } = setUpByHand();
  poller.follow('a', waiting(clock));
  await clock.advance(2_000);
  poller.hint('a', 'terminal');
  pending[0]?.(waiting(clock));
  await clock.advance(1_000);
  expect(pending).toHaveLength(2);
});

test('no order of commands and answers makes two looks at one call overlap, or forgets it', async () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('advance' as const), ms: fc.nat({ max: 90_000 }) }),
    fc.record({ do: fc.constantFrom('query', 'pause', 'resume', 'follow', 'hint') }),
    fc.record({ do: fc.constant('answer' as const), failed: fc.boolean() }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { clock, poller, pending } = setUpByHand();
      let answered = 0;
      const answer = async (failed: boolean) => {
        if (answered >= pending.length) return;
        pending[answered]?.(waiting(clock, { failed }));
        answered += 1;
        await settle();
      };
      poller.follow('a', waiting(clock));
      for (const each of steps) {
        if (each.do === 'advance') await clock.advance('ms' in each ? each.ms : 0);
        else if (each.do === 'query') void poller.pollNow('a');
        else if (each.do === 'pause') poller.pause();
        else if (each.do === 'resume') poller.resume();
        else if (each.do === 'hint') poller.hint('a', 'terminal');
        else if (each.do === 'follow') poller.follow('a', waiting(clock));
        else await answer('failed' in each && each.failed);
        expect(pending.length - answered).toBeLessThanOrEqual(1);
        expect(clock.waiting).toBeLessThanOrEqual(1);
      }
      // Awake again, a call that is not over is asked about sooner or later.
      poller.resume();
      await answer(false);
      const before = pending.length;
      await clock.advance(189_000);
      expect(pending.length).toBeGreaterThan(before - 1);
      expect(pending.length - answered + clock.waiting).toBe(1);
    }),
    { numRuns: 60 },
  );
});
