import type { NumberProblem } from '../../../shared/domain/number-problem.ts';
import type { UnderstoodNumber } from '../../../shared/domain/phone-number.ts';
import type { PlanNumber } from './plan.ts';

export type NumberKind = NonNullable<UnderstoodNumber['kind']>;

/** A number that was found in a text. */
export interface FoundNumber extends PlanNumber {
  /** Digits to press after the answer. */
  extension: string | null;
}

/** What a text, or a part of it, says. */
export interface Reading {
  numbers: FoundNumber[];
  /** Numbers that could be meant, where the text does not settle it. */
  doubtful: FoundNumber[];
  /** Why there is no number, or why it is not certain. */
  problem: NumberProblem | null;
}

export function readingOf(problem: NumberProblem | null): Reading {
  return { numbers: [], doubtful: [], problem };
}
