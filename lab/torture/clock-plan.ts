import fc from 'fast-check';

/** What happens to a computer and its clock, one after the other. */
export type ClockStep =
  /** The wall clock is set. */
  | { do: 'jump'; ms: number }
  /** A call from its dial to its last poll, with what happens in its first minute. */
  | { do: 'dial'; told: boolean; meddling: { second: number; ms: number; restart: boolean }[] }
  /** Handset runs, is closed, or the computer sleeps. */
  | { do: 'pass'; hours: number }
  | { do: 'sweep' }
  | { do: 'restart' }
  /** Exotel responds over TLS. */
  | { do: 'hear' }
  /** The wall clock is corrected, and Exotel responds. */
  | { do: 'mend' }
  /** The agent restores what was removed. */
  | { do: 'restore' };

const minute = 60_000;
const day = 24 * 60 * minute;

/** By minutes, months and years, forward and back. */
export const jumpMs: fc.Arbitrary<number> = fc
  .tuple(
    fc.constantFrom(minute, 60 * minute, day, 30 * day, 365 * day),
    fc.integer({ min: 1, max: 20 }),
    fc.constantFrom(-1, 1),
  )
  .map(([unit, count, sign]) => unit * count * sign);

const meddling = fc.record({
  second: fc.integer({ min: 0, max: 58 }),
  ms: jumpMs,
  restart: fc.boolean(),
});

export const clockStep: fc.Arbitrary<ClockStep> = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('jump' as const), ms: jumpMs }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('dial' as const),
      told: fc.boolean(),
      meddling: fc.array(meddling, { maxLength: 3 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      hours: fc.constantFrom(1, 24, 72, 240, 480),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: 'sweep' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restart' as const }) },
  { weight: 2, arbitrary: fc.constant({ do: 'hear' as const }) },
  { weight: 3, arbitrary: fc.constant({ do: 'mend' as const }) },
  { weight: 1, arbitrary: fc.constant({ do: 'restore' as const }) },
);
