import { describe, expect, test } from 'vitest';
import {
  type Backup,
  beyondRing,
  newestFirst,
  ringSize,
} from '../../../../../src/main/storage/database/backup-ring.ts';

const day = 24 * 3_600_000;
const today = Date.UTC(2026, 0, 20, 9);

function backup(content: Backup['content'], at = today): Backup {
  return { path: JSON.stringify([content, at]), at, content };
}

/** The `sequence`th backup, made at `at` by the clock of then. */
const made = (sequence: number, at: number) => backup({ sequence, lastPlace: sequence }, at);
const sequences = (backups: Backup[]) =>
  backups.map(({ content }) => (typeof content === 'string' ? content : content.sequence));
const sorted = (...backups: Backup[]) => backups.sort(newestFirst);

describe('the newest', () => {
  test('is the one of the highest number, whatever its date', () => {
    const order = sorted(made(1, today + 400 * day), made(3, today - 9 * day), made(2, today));
    expect(sequences(order)).toEqual([3, 2, 1]);
  });

  test('of those without a number is the one whose calls reach furthest, and behind any with one', () => {
    const order = sorted(
      backup({ sequence: 0, lastPlace: 50 }, today + day),
      backup({ sequence: 1, lastPlace: 10 }),
      backup({ sequence: 0, lastPlace: 90 }),
    );
    expect(
      order.map(({ content }) => (typeof content === 'string' ? 0 : content.lastPlace)),
    ).toEqual([10, 90, 50]);
  });

  test('of two with the same content is the one of the later date', () => {
    expect(sorted(made(1, today), made(1, today + 1)).map(({ at }) => at - today)).toEqual([1, 0]);
  });

  test('is never a damaged one, and one that could not be looked at only for want of others', () => {
    const late = today + day;
    const order = sorted(backup('damaged', late), backup('unreadable', late), made(1, today));
    expect(sequences(order)).toEqual([1, 'unreadable', 'damaged']);
    const empty = backup({ sequence: 0, lastPlace: 0 });
    expect(sequences(sorted(backup('unreadable', late), empty))).toEqual([0, 'unreadable']);
  });
});

describe('beyond the ring', () => {
  test('nothing is, as long as there are few', () => {
    expect(beyondRing(daily(ringSize))).toEqual([]);
  });

  test('are the oldest', () => {
    expect(sequences(beyondRing(daily(ringSize + 2)))).toEqual([1, 2]);
  });

  test('are damaged ones first', () => {
    expect(sequences(beyondRing([...daily(ringSize), backup('damaged')]))).toEqual(['damaged']);
    const both = [...daily(ringSize + 1), backup('damaged'), backup('damaged')];
    expect(sequences(beyondRing(both))).toEqual(['damaged', 'damaged', 1]);
  });

  test('is none that could not be looked at, nor does it push another one out', () => {
    expect(beyondRing([...daily(ringSize), backup('unreadable')])).toEqual([]);
  });

  test('are, before the oldest, older ones of a day that has a newer one', () => {
    const list = sorted(...daily(ringSize), made(8, at(7) + 1), made(9, at(7) + 2));
    expect(sequences(beyondRing(list))).toEqual([7, 8]);
  });

  test('is none twice', () => {
    const list = sorted(...daily(ringSize + 1), made(0, at(1) - 1));
    expect(sequences(beyondRing(list))).toEqual([0, 1]);
  });

  test('of one day alone are its oldest', () => {
    const list = sorted(...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((index) => made(index, today + index)));
    expect(sequences(beyondRing(list))).toEqual([1, 2]);
  });
});

const at = (index: number) => today + index * day;

/** One a day, newest first. */
function daily(count: number): Backup[] {
  return Array.from({ length: count }, (_, index) => made(count - index, at(count - index)));
}
