import { expect, test } from 'vitest';
import { RecentBook } from '../../../src/relay/recent-book.ts';

const mark = (name: string): string => name.padEnd(11, '_');

function bookRig() {
  const book = new RecentBook();
  return {
    book,
    says: (agent: string, names: string[]) => book.hear(agent, { v: 1, marks: names.map(mark) }),
    newest: (name: string) => book.newest(mark(name)),
  };
}

test('of what was said before, the agent who spoke with the fewest others since', () => {
  const { says, newest } = bookRig();
  says('asha', ['x', 'y', 'meera', 'z']);
  says('ravi', ['v', 'meera']);
  says('leela', ['p', 'q', 'r', 'meera']);
  expect([newest('meera'), newest('z'), newest('nobody')]).toEqual(['ravi', 'asha', null]);
});

test('what was added while listening is later, in the order it was heard', () => {
  const { says, newest } = bookRig();
  says('ravi', ['meera', 'v']);
  says('asha', ['x', 'y']);
  says('asha', ['p', 'meera', 'x', 'y']);
  expect(newest('meera')).toBe('asha');
  says('ravi', ['meera', 'v']);
  expect(newest('meera')).toBe('asha');
  says('ravi', ['q', 'meera', 'v']);
  expect(newest('meera')).toBe('asha');
  says('ravi', ['meera', 'q', 'v']);
  expect(newest('meera')).toBe('ravi');
});

test('the first customer of an agent who had none is new', () => {
  const { says, newest } = bookRig();
  says('ravi', ['meera']);
  says('asha', []);
  says('asha', ['meera']);
  expect(newest('meera')).toBe('asha');
});

test('what a desktop leaves out or removes is forgotten, with an agent that is none any more too', () => {
  const { book, says, newest } = bookRig();
  says('asha', ['meera', 'x']);
  says('ravi', ['y', 'meera']);
  says('asha', ['x']);
  expect(newest('meera')).toBe('ravi');
  book.prune((id) => id !== 'ravi');
  expect(newest('meera')).toBe(null);
  book.hear('asha', null);
  expect(newest('x')).toBe(null);
});

test('what cannot be read changes nothing', () => {
  const { book, says, newest } = bookRig();
  says('asha', ['meera']);
  expect([book.hear('asha', { v: 1, marks: ['short'] }), book.hear('asha', undefined)]).toEqual([
    false,
    false,
  ]);
  expect(newest('meera')).toBe('asha');
});
