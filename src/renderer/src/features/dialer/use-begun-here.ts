import { useEffect, useRef } from 'react';
import { readingTimeMs } from '../../../../shared/domain/dial-questions.ts';

/**
 * Whether what is typed is meant for a field that came by itself and took the keyboard, while the
 * agent may have been typing in another program. It is once nothing was typed for as long as it
 * takes to read the question, in a window that has the keyboard; until then, each attempt begins
 * that time anew.
 */
export function useBegunHere(): () => boolean {
  const quietSince = useRef(performance.now());
  const begun = useRef(false);
  useEffect(() => {
    const restart = (): void => {
      quietSince.current = performance.now();
    };
    window.addEventListener('focus', restart);
    return () => window.removeEventListener('focus', restart);
  }, []);
  return () => {
    begun.current ||= performance.now() - quietSince.current >= readingTimeMs;
    quietSince.current = performance.now();
    return begun.current;
  };
}
