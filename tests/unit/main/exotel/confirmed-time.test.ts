import { expect, test } from 'vitest';
import { ConfirmedTime } from '../../../../src/main/exotel/confirmed-time.ts';
import { ProviderTime } from '../../../../src/main/exotel/provider-time.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { hearTime } from '../../../support/hear-time.ts';

const day = 86_400_000;

function setUp() {
  const clock = new FakeClock();
  const provider = new ProviderTime(clock);
  const time = new ConfirmedTime(clock, provider);
  let news = 0;
  time.confirmed.on(() => {
    news += 1;
  });
  return { clock, provider, time, news: () => news };
}

test('there is none until Exotel was heard; then it goes on by time that passes', async () => {
  const { clock, provider, time, news } = setUp();
  expect([time.standing, time.now()]).toEqual(['unheard', null]);
  hearTime(provider, clock);
  expect([time.standing, time.now()]).toEqual(['confirmed', clock.monotonic()]);
  await clock.advance(40 * day);
  clock.jump(-day);
  expect(time.now()).toBe(clock.monotonic());
  hearTime(provider, clock);
  expect(news()).toBe(1);
});

test.each([-400 * day, -day - 1_000, day + 1_000, 400 * day])(
  'there is none while this computer’s clock is %d ms away',
  (ms) => {
    const { clock, provider, time, news } = setUp();
    clock.jump(ms);
    hearTime(provider, clock);
    expect([time.standing, time.now(), news()]).toEqual(['apart', null, 0]);
    clock.jump(-ms);
    expect(time.standing).toBe('confirmed');
    hearTime(provider, clock);
    expect(news()).toBe(1);
  },
);

test('nor while Exotel’s own is', () => {
  const { clock, provider, time } = setUp();
  hearTime(provider, clock, 26_000 * day);
  expect(time.standing).toBe('apart');
});
