import type { PracticeStory } from '../../src/shared/domain/practice-story.ts';
import type { Phase } from './phone-call.ts';

/** How a customer takes a call. */
export type Behaviour = 'answers' | 'hangs_up' | 'busy' | 'no_answer';

interface Course {
  /** The story of the practice account that it is. */
  story: PracticeStory;
  /** Where the story goes on for longer than the customer does. */
  ends: { phase: Phase; afterMs: number } | null;
}

export const behaviours: Record<Behaviour, Course> = {
  answers: { story: 'completed', ends: null },
  hangs_up: { story: 'completed', ends: { phase: 'talking', afterMs: 1_500 } },
  busy: { story: 'customer_unanswered', ends: { phase: 'customer_rings', afterMs: 800 } },
  no_answer: { story: 'customer_unanswered', ends: null },
};
