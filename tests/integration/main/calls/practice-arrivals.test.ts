import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PracticeArrivals } from '../../../../src/main/calls/practice-arrivals.ts';
import { createExotelClient } from '../../../../src/main/exotel/client.ts';
import { startPracticeServer } from '../../../../src/main/practice/practice-server.ts';
import { listCurrent } from '../../../../src/main/storage/tables/wrap-ups.ts';
import type { Call, CallOutcome } from '../../../../src/shared/domain/call.ts';
import type { ArrivalStory } from '../../../../src/shared/domain/practice-story.ts';
import { setUpArrivals } from '../../../support/arrivals.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { patience } from '../../../support/patience.ts';

async function setUp({ practice = true } = {}) {
  const clock = new FakeClock();
  const sampleFile = join(import.meta.dirname, '../../../../resources/practice/sample.mp3');
  const server = await startPracticeServer({ speed: 1, clock, sampleFile });
  onTestFinished(() => server.close());
  const client = createExotelClient(server, {
    fetch,
    placeFetch: fetch,
    now: clock.now,
    placeTimeoutMs: 10_000,
  });
  const rig = await setUpArrivals(undefined, {
    clock,
    client: () => client,
    practice: () => practice,
    baseUrl: server.baseUrl,
  });
  const { arrivals, calls } = rig;
  calls.practice = new PracticeArrivals({ clock, speed: 1, arrivals, isPractice: () => practice });
  const news: Call[] = [];
  calls.changed.on((call) => news.push(call));
  const settled: string[][] = [];
  calls.settled.on(({ urls }) => settled.push(urls));
  return { ...rig, clock, news, settled };
}

test.each<[ArrivalStory, CallOutcome, string[]]>([
  ['called_answered', 'completed', ['offered', 'ringing', 'answered', 'finishing', 'ended']],
  ['called_missed', 'agent_unanswered', ['offered', 'ringing', 'finishing', 'ended']],
  ['called_elsewhere', 'answered_elsewhere', ['offered', 'ringing', 'finishing', 'ended']],
  ['called_left', 'customer_cancelled', ['offered', 'ringing', 'finishing', 'ended']],
  ['called_voicemail', 'voicemail', ['offered', 'ringing', 'finishing', 'ended']],
])('%s ends as %s, by the floor first and then by Exotel', async (story, outcome, states) => {
  const { calls, clock, news, settled, db } = await setUp();
  await calls.handlers.callMe({ story });
  await clock.advance(41_000);
  await expect.poll(() => news.at(-1)?.outcome, patience).toBe(outcome);
  const told = news.map(({ state }) => state).filter((state, at, all) => state !== all[at - 1]);
  expect(told).toEqual(states);
  expect(listCurrent(db, false)).toEqual([]);
  await clock.advance(6 * 60_000);
  await expect.poll(() => settled, patience).toHaveLength(1);
  expect(settled[0]).toHaveLength(
    outcome === 'completed' || outcome === 'answered_elsewhere' ? 1 : 0,
  );
  const { call } = { call: news.at(-1) };
  expect(call).toMatchObject({ practice: true, outcome, arrival: { reported: false } });
  expect(call?.talkSeconds).toBe(outcome === 'completed' ? 22 : null);
});

test('Exotel’s side of a story has the legs that tell whose phone it was', async () => {
  const { calls, clock, news } = await setUp();
  await calls.handlers.callMe({ story: 'called_elsewhere' });
  await clock.advance(20_000);
  const id = news[0]?.id ?? '';
  await calls.handlers.pollNow({ id });
  expect(news.at(-1)).toMatchObject({ state: 'ended', outcome: 'passed_on' });
});

test('without the practice account nobody calls', async () => {
  const { calls, news, clock } = await setUp({ practice: false });
  expect(() => calls.handlers.callMe({ story: 'called_answered' })).toThrow('account_switched');
  await clock.advance(60_000);
  expect(news).toEqual([]);
});
