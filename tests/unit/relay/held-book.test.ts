import { expect, test } from 'vitest';
import { HeldBook } from '../../../src/relay/held-book.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { aHold } from '../../support/seat-of.ts';

function bookRig() {
  const clock = new FakeClock();
  const book = new HeldBook(clock);
  const hear = (agent: string, content: unknown, secondsLeft: number | null = 35) =>
    book.hear({ agent, content, secondsLeft });
  return { clock, book, hear, agents: () => book.list().map(({ agent }) => agent) };
}

test('a hold lasts as long as the broker keeps it, by whatever clock it was written', () => {
  const { clock, book, hear, agents } = bookRig();
  const written = aHold('asha');
  expect(hear('asha', { ...written, until: 5 })).toBe(true);
  expect(book.list()).toEqual([{ ...written, until: clock.now() + 35_000 }]);
  clock.jump(3_600_000);
  clock.pass(34_999);
  expect(agents()).toEqual(['asha']);
  clock.pass(1);
  expect(agents()).toEqual([]);
});

test('a hold is replaced by the next one of its agent, and removed', () => {
  const { hear, book, agents } = bookRig();
  hear('asha', aHold('asha'));
  hear('ravi', aHold('ravi'));
  hear('asha', { ...aHold('asha'), phase: 'talking' });
  expect(book.list()).toMatchObject([
    { agent: 'asha', phase: 'talking' },
    { agent: 'ravi', phase: 'ringing' },
  ]);
  hear('asha', null, null);
  expect(agents()).toEqual(['ravi']);
});

test('a broker that lost its memory has freed nobody, for as long as a desktop needs to say more', () => {
  const { clock, hear, book, agents } = bookRig();
  hear('asha', aHold('asha'));
  hear('ravi', { ...aHold('ravi'), phase: 'talking' }, 4_000);
  book.beginAnew();
  expect(agents()).toEqual(['asha', 'ravi']);
  clock.pass(35_000);
  expect(agents()).toEqual(['ravi']);
  clock.pass(24_999);
  expect(agents()).toEqual(['ravi']);
  clock.pass(1);
  expect(agents()).toEqual([]);
});

test('what is no hold, or another agent’s, is refused', () => {
  const { hear, agents } = bookRig();
  expect([hear('asha', undefined), hear('asha', {}), hear('asha', aHold('ravi'))]).toEqual([
    false,
    false,
    false,
  ]);
  expect(agents()).toEqual([]);
});
