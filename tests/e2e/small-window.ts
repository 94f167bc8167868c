import type { Page } from '@playwright/test';
import type { Settings } from '../../src/shared/domain/settings.ts';
import { expect, type Handset } from './fixtures.ts';
import { answerOf } from './steps.ts';

export const hotkey = 'CommandOrControl+Shift+D';

/** Everything that the agent's hands do, counted. */
export class Hands {
  count = 0;
  readonly #app: Handset;

  constructor(app: Handset) {
    this.#app = app;
  }

  async copy(text: string): Promise<void> {
    this.count += 1;
    await this.#app.desktop.setClipboard(text);
  }

  async hotkey(): Promise<void> {
    this.count += 1;
    await this.#app.desktop.pressHotkey(hotkey);
  }

  /** A key for the small window, which must have the keyboard. */
  async press(mini: Page, key: string): Promise<void> {
    this.count += 1;
    await expect.poll(async () => (await windowState(this.#app, true))?.focused).toBe(true);
    await mini.keyboard.press(key);
  }
}

export async function windowState(app: Handset, mini: boolean) {
  const { windows } = await app.desktop.state();
  return windows.find(({ url }) => url.includes('window=mini') === mini);
}

export async function expectMini(app: Handset, shown: 'visible' | 'hidden'): Promise<void> {
  await expect.poll(async () => (await windowState(app, true))?.visible).toBe(shown === 'visible');
}

export async function set(page: Page, patch: Partial<Settings>): Promise<void> {
  answerOf(await page.evaluate((change) => handset.settings.update(change), patch));
}

/** Copies the text, presses the hotkey, and answers with the small window. */
export async function offer(app: Handset, text: string): Promise<Page> {
  await app.desktop.setClipboard(text);
  await app.desktop.pressHotkey(hotkey);
  return app.miniWindow();
}

/** Nothing of what the small window shows is cut off, and no two controls lie upon each other. */
export async function expectWhole(mini: Page): Promise<void> {
  const wrong = () =>
    mini.evaluate(() => {
      const { scrollHeight, scrollWidth } = document.documentElement;
      const complaints: string[] = [];
      if (scrollHeight > innerHeight) complaints.push(`${scrollHeight} px high in ${innerHeight}`);
      if (scrollWidth > innerWidth) complaints.push(`${scrollWidth} px wide in ${innerWidth}`);
      const parts = [...document.querySelectorAll('button, input, .mini-bar, h1, p, strong')];
      const boxes = parts
        .filter((part) => !part.matches('.visually-hidden'))
        .map((part) => ({ part, box: part.getBoundingClientRect() }));
      for (const { part, box } of boxes) {
        const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight;
        const name = part.textContent || part.className;
        if (!inside || box.right > innerWidth) complaints.push(`outside: ${name}`);
        if (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== 'inline')
          complaints.push(`cut off: ${name}`);
        for (const other of boxes) {
          const apart =
            part.contains(other.part) ||
            other.part.contains(part) ||
            box.bottom <= other.box.top ||
            box.top >= other.box.bottom ||
            box.right <= other.box.left ||
            box.left >= other.box.right;
          if (!apart) complaints.push(`${name} lies on ${other.part.textContent}`);
        }
      }
      return complaints;
    });
  // The window follows its page a moment later.
  await expect.poll(wrong).toEqual([]);
}
