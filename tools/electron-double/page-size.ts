import type { Page } from 'playwright-core';
import { isHeadless } from './browser.ts';

/** Gives a window's page the sizes of its window: one after the other, each some time later. */
export function createPageSize(page: () => Promise<Page>) {
  let last: Promise<void> = Promise.resolve();
  return (bounds: { width: number; height: number }, zoomFactor: number): void => {
    // A window that can be seen is sized by whoever sits before it.
    if (!isHeadless) return;
    // Zoom makes each CSS pixel larger: so many fewer of them fit.
    const fitting = (pixels: number): number => Math.round(pixels / zoomFactor);
    const size = { width: fitting(bounds.width), height: fitting(bounds.height) };
    last = last
      .then(page)
      .then((opened) => opened.setViewportSize(size))
      .catch(() => {});
  };
}
