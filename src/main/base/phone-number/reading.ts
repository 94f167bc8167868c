import type { NumberProblem } from '../../../shared/domain/number-problem.ts';
import type { UnderstoodNumber } from '../../../shared/domain/phone-number.ts';
import type { PlanNumber } from './plan.ts';

export type NumberKind = NonNullable<UnderstoodNumber['kind']>;

/** A number found in a text. */
export interface FoundNumber extends PlanNumber {
  /** Digits to press after the call is answered. */
  extension: string | null;
}

/** What a text, or part of it, says. */
export interface Reading {
  numbers: FoundNumber[];
  /** Numbers that may be meant where the text does not settle it. */
  doubtful: FoundNumber[];
  /** Why there is no number, or why it is not certain. */
  problem: NumberProblem | null;
}

export function readingOf(problem: NumberProblem | null): Reading {
  return { numbers: [], doubtful: [], problem };
}
