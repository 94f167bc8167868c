import { existsSync } from 'node:fs';
import type {
  Clipboard,
  Dialog,
  GlobalShortcut,
  NativeImage,
  NativeTheme,
  PowerSaveBlocker,
  SaveDialogOptions,
  Screen,
  Shell,
} from 'electron';
import { isWayland, isWindows } from './desktop-kind.ts';
import type { DesktopState } from './desktop-record.ts';
import { needReady } from './lifecycle.ts';
import { StrictEmitter, strict } from './strict.ts';

/** The rest of the desktop: everything is kept in memory, nothing touches the real one. */
export const record: Pick<
  DesktopState,
  'clipboard' | 'keepsAwake' | 'openedLinks' | 'revealedFiles' | 'saveDialogs' | 'errorBoxes'
> = {
  clipboard: '',
  keepsAwake: 0,
  openedLinks: [],
  revealedFiles: [],
  saveDialogs: [],
  errorBoxes: [],
};

/** The clipboard as the app last saw it: without the keyboard it is not told of a new one there. */
let seen = '';

/** Tells the app what the clipboard holds now. */
export function clipboardSeen(): void {
  seen = record.clipboard;
}

export const clipboard = strict('clipboard', {
  readText: () => Promise.resolve(isWayland ? seen : record.clipboard),
  writeText: (text) => {
    if (typeof text !== 'string') throw new TypeError('text must be a string');
    record.clipboard = text;
    clipboardSeen();
    return Promise.resolve();
  },
} satisfies Pick<Clipboard, 'readText' | 'writeText'>);

const held = new Map<string, () => void>();
/** Every registration of a session: a portal gives none back. */
const bound: { accelerator: string; callback: () => void }[] = [];
const taken = new Set<string>();
const tooEarly = 'globalShortcut cannot be used before the app is ready';

export const globalShortcut = strict('globalShortcut', {
  register(accelerator, callback) {
    needReady(tooEarly);
    if (isWayland) bound.push({ accelerator, callback });
    else if (taken.has(accelerator) || held.has(accelerator)) return false;
    held.set(accelerator, callback);
    return true;
  },
  unregister(accelerator) {
    needReady(tooEarly);
    held.delete(accelerator);
  },
  isRegistered(accelerator) {
    needReady(tooEarly);
    return held.has(accelerator);
  },
} satisfies Pick<GlobalShortcut, 'register' | 'unregister' | 'isRegistered'>);

export const hotkeys = {
  held: (): string[] => [...held.keys()],
  take: (accelerator: string): void => void taken.add(accelerator),
  release: (accelerator: string): void => void taken.delete(accelerator),
  press(accelerator: string): void {
    if (isWayland) {
      for (const each of bound) if (each.accelerator === accelerator) each.callback();
      return;
    }
    const callback = held.get(accelerator);
    if (!callback) throw new Error(`Handset does not hold the hotkey ${accelerator}.`);
    callback();
  },
};

/** Whether every request to open something is refused. */
export const opening = { refused: false };

export const shell = strict('shell', {
  openExternal: (url) => {
    if (opening.refused) return Promise.reject(new Error('Failed to open URL'));
    record.openedLinks.push(url);
    return Promise.resolve();
  },
  showItemInFolder: (path) => void record.revealedFiles.push(path),
} satisfies Pick<Shell, 'openExternal' | 'showItemInFolder'>);

/** The agent's choice in every dialog for saving a file. */
export const saveDialog: { answer: string | null } = { answer: null };

export const dialog = strict('dialog', {
  showErrorBox(title, content) {
    record.errorBoxes.push({ title, content });
    // As Electron does on Linux before the app is ready; a preview has nowhere else to show it.
    process.stderr.write(`${title}\n${content}\n`);
  },
  showSaveDialog(...args: [SaveDialogOptions] | [unknown, SaveDialogOptions]) {
    needReady('dialog module can only be used after app is ready');
    const options = args.at(-1) as SaveDialogOptions;
    record.saveDialogs.push(options.defaultPath ?? '');
    const { answer } = saveDialog;
    return Promise.resolve({ canceled: answer === null, filePath: answer ?? '' });
  },
} satisfies Pick<Dialog, 'showErrorBox' | 'showSaveDialog'>);

class NativeThemeDouble extends StrictEmitter {
  themeSource: NativeTheme['themeSource'] = 'system';
  system: 'light' | 'dark' = 'light';

  constructor() {
    super('nativeTheme', ['updated']);
  }

  get shouldUseDarkColors(): boolean {
    return (this.themeSource === 'system' ? this.system : this.themeSource) === 'dark';
  }
}

/** The system's side of the theme, for tests. */
export const systemTheme = new NativeThemeDouble();
export const nativeTheme = strict('nativeTheme', systemTheme);

export const powerMonitor = strict(
  'powerMonitor',
  new StrictEmitter('powerMonitor', ['suspend', 'resume', 'lock-screen', 'unlock-screen']),
);

const blockers = new Set<number>();
let nextBlocker = 0;

export const powerSaveBlocker = strict('powerSaveBlocker', {
  start() {
    nextBlocker += 1;
    blockers.add(nextBlocker);
    record.keepsAwake = blockers.size;
    return nextBlocker;
  },
  stop(id) {
    const held = blockers.delete(id);
    record.keepsAwake = blockers.size;
    return held;
  },
} satisfies Pick<PowerSaveBlocker, 'start' | 'stop'>);

const area = { x: 0, y: 0, width: 1920, height: 1080 };
const display = strict('Display', {
  id: 1,
  bounds: area,
  workArea: { ...area, height: 1040 },
  scaleFactor: 1,
});

export const screen = strict('screen', {
  getAllDisplays(): (typeof display)[] {
    needReady("The 'screen' module can't be used before the app 'ready' event");
    return [display];
  },
  getPrimaryDisplay(): typeof display {
    return screen.getAllDisplays()[0] ?? display;
  },
} satisfies {
  [K in keyof Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>]: () => unknown;
});

export const nativeImage = strict('nativeImage', {
  /** A missing file gives an empty image, as in Electron; only Windows reads .ico. */
  createFromPath: (path: string) => {
    const image: Pick<NativeImage, 'isEmpty' | 'setTemplateImage'> & { path: string } = {
      path,
      isEmpty: () => !existsSync(path) || (path.endsWith('.ico') && !isWindows),
      setTemplateImage: () => {},
    };
    return strict('NativeImage', image);
  },
});
