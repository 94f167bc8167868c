import { describe, expect, test } from 'vitest';
import { LearnedShare } from '../../../../src/main/exotel/learned-share.ts';

const start = Date.UTC(2026, 0, 5, 6);
const minute = 60_000;

describe('agents who do not know their number', () => {
  test('begin carefully and win, but never more than leaves 60 others their dials', () => {
    const share = new LearnedShare();
    expect(share.perMinute).toBe(1.5);
    for (let at = 0; at < 480; at += 1) share.accepted(start + at * minute);
    expect(share.perMinute * 60).toBeLessThanOrEqual(200 - 50);
    expect(share.perMinute).toBe(1.8);
  });

  test('falls at once, and no further', () => {
    const share = new LearnedShare();
    for (let refusal = 0; refusal < 3; refusal += 1) {
      share.refused();
      expect(share.perMinute).toBe(0.65);
    }
  });

  test('after a refusal the way back takes hours', () => {
    const share = new LearnedShare();
    share.refused();
    const low = share.perMinute;
    for (let at = 1; at <= 60; at += 1) share.accepted(start + at * minute);
    expect(share.perMinute - low).toBeCloseTo(0.001 * 59, 5);
  });

  test('silence is no evidence', () => {
    const share = new LearnedShare();
    share.accepted(start);
    share.accepted(start + 24 * 60 * minute);
    expect(share.perMinute).toBeCloseTo(1.5 + 2 * 0.1, 5);
  });
});
