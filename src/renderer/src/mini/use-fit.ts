import { type RefObject, useLayoutEffect, useRef } from 'react';
import { shellActions } from '../stores/shell-store.ts';

/** The window's own border, above and below. */
const borderPx = 2;

/**
 * Keeps the small window as high as the element. Reports to main with each new view, since main
 * waits for that before it shows the window; in a layout effect, since a hidden page paints
 * nothing.
 */
export function useFit(view: string): RefObject<HTMLDivElement | null> {
  const content = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new view is told even at the same height.
  useLayoutEffect(() => {
    const element = content.current;
    if (!element) return;
    const tell = (): void => {
      const height = Math.ceil(element.getBoundingClientRect().height) + borderPx;
      void shellActions.fitMini(height);
    };
    tell();
    const observer = new ResizeObserver(tell);
    observer.observe(element);
    return () => observer.disconnect();
  }, [view]);
  return content;
}
