import { useLayoutEffect, useRef } from 'react';
import { readingTimeMs } from '../../../shared/domain/dial-questions.ts';

/**
 * Whether a question has been visible long enough to be answered by a key.
 *
 * @param question changes with each question.
 * @param now milliseconds of a clock that never goes back.
 */
export function useReadingTime(
  question: unknown,
  now: () => number = () => performance.now(),
): () => boolean {
  const since = useRef(now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question restarts the time.
  useLayoutEffect(() => {
    since.current = now();
  }, [question]);
  return () => now() - since.current >= readingTimeMs;
}
