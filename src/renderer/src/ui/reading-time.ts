import { useLayoutEffect, useRef } from 'react';

/** Keys within this time of a question's appearing were pressed before it could be read. */
const readingMs = 700;

/**
 * Whether a question has stood there long enough to be answered by a key.
 *
 * @param question changes with each question.
 * @param now milliseconds of a clock that never goes back.
 */
export function useReadingTime(
  question: unknown,
  now: () => number = () => performance.now(),
): () => boolean {
  const since = useRef(now());
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new question starts the time anew.
  useLayoutEffect(() => {
    since.current = now();
  }, [question]);
  return () => now() - since.current >= readingMs;
}
