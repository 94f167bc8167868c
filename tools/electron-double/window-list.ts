import type { BrowserWindowDouble } from './browser-window.ts';
import { isWayland } from './desktop-kind.ts';
import type { WindowRecord } from './desktop-record.ts';

/** Every window that is not destroyed, oldest first. */
export const open: BrowserWindowDouble[] = [];
/** Which window has the keyboard, and whether windows can take it. */
export const desktop: { focused: BrowserWindowDouble | null; letsFocus: boolean } = {
  focused: null,
  // A compositor gives the keyboard to the window the agent chose, not to one that asks.
  letsFocus: !isWayland,
};

export const windows: {
  all: () => BrowserWindowDouble[];
  records: () => WindowRecord[];
  byId: (id: number) => BrowserWindowDouble;
  blur: () => void;
  haveFocus: () => boolean;
  /** Whether windows may take the keyboard on their own. */
  letFocus: (may: boolean) => void;
} = {
  all: () => [...open],
  blur: () => desktop.focused?.blur(),
  haveFocus: () => desktop.focused !== null,
  letFocus: (may) => {
    desktop.letsFocus = may;
  },
  records: () =>
    open.map((window) => ({
      id: window.id,
      url: window.webContents.getURL(),
      visible: window.isVisible(),
      focused: window.isFocused(),
      minimized: window.isMinimized(),
      maximized: window.isMaximized(),
      type: window.type,
      everywhere: window.everywhere,
      bounds: window.getBounds(),
    })),
  byId(id) {
    const window = open.find((candidate) => candidate.id === id);
    if (!window) throw new Error(`There is no window ${id}.`);
    return window;
  },
};
