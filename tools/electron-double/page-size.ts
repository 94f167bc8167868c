import type { Page } from 'playwright-core';
import { isHeadless } from './browser.ts';

/** Gives a window's page the sizes of its window: one after the other, each with a delay. */
export function createPageSize(page: () => Promise<Page>) {
  let last: Promise<void> = Promise.resolve();
  return (bounds: { width: number; height: number }, zoomFactor: number): void => {
    // A visible window is sized by its user.
    if (!isHeadless) return;
    // Zoom makes each CSS pixel larger, so fewer of them fit.
    const fitting = (pixels: number): number => Math.round(pixels / zoomFactor);
    const size = { width: fitting(bounds.width), height: fitting(bounds.height) };
    last = last
      .then(page)
      .then((opened) => opened.setViewportSize(size))
      .catch(() => {});
  };
}
