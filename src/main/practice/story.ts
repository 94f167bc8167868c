import { type PracticeStory, practiceStories } from '../../shared/domain/practice-story.ts';

/**
 * Returns the story a number's last four digits choose: 0001 the second, 0002 the third, and so on;
 * every other ending is a completed call. Takes a number in any notation.
 */
export function storyOf(number: string): PracticeStory {
  const ending = number.replace(/\D/g, '').slice(-4);
  return ending.length === 4 ? (practiceStories[Number(ending)] ?? 'completed') : 'completed';
}
