import type {
  Menu as ElectronMenu,
  Tray as ElectronTray,
  MenuItemConstructorOptions,
  NativeImage,
} from 'electron';
import { isMac, isWindows } from './desktop-kind.ts';
import type { DesktopState, MenuEntry } from './desktop-record.ts';
import { needReady } from './lifecycle.ts';
import { DoubleEvent, notInDouble, StrictEmitter, strict } from './strict.ts';

interface Item extends Omit<MenuEntry, 'below'> {
  below: Item[];
  click: () => void;
}

/** The app's menu: Electron creates a default one unless told otherwise. */
export const appMenu: { kind: DesktopState['appMenu'] } = { kind: 'default' };

/** Menus of plain entries, as in the tray, with choices and submenus, or of roles only. */
class MenuDouble {
  items: Item[] = [];

  static setApplicationMenu(menu: MenuDouble | null): void {
    appMenu.kind = menu ? 'own' : null;
  }

  static buildFromTemplate(template: MenuItemConstructorOptions[]): MenuDouble {
    const menu = new MenuDouble();
    menu.items = template.map((options) => {
      if (options.role !== undefined) {
        return strict('MenuItem', {
          label: options.role,
          type: 'submenu',
          enabled: true,
          checked: false,
          below: [],
          click() {},
        });
      }
      for (const key of Object.keys(options)) {
        if (!['label', 'type', 'enabled', 'checked', 'click', 'submenu'].includes(key)) {
          throw notInDouble(`menu item option ${key}`);
        }
      }
      const { label = '', enabled = true, checked = false, click, submenu } = options;
      const type = options.type ?? (submenu ? 'submenu' : 'normal');
      const below = Array.isArray(submenu) ? MenuDouble.buildFromTemplate(submenu).items : [];
      if (type !== 'separator' && label === '') {
        throw new Error(
          'Invalid template for MenuItem: must have at least one of label, role or type',
        );
      }
      // The tray's handlers take no arguments, so no item, window or event is made up here.
      return strict('MenuItem', {
        label,
        type,
        enabled,
        checked,
        below,
        click: () => (click as () => void)?.(),
      });
    });
    return strict('Menu', menu);
  }
}

export const Menu = strict('Menu', MenuDouble) as unknown as Pick<
  typeof ElectronMenu,
  'buildFromTemplate' | 'setApplicationMenu'
>;

let tray: TrayDouble | null = null;

class TrayDouble extends StrictEmitter {
  icon = '';
  toolTip = '';
  menu: Item[] = [];
  destroyed = false;

  constructor(image: NativeImage) {
    needReady('Cannot create Tray before app is ready');
    // With a menu, a click opens it on macOS and emits no event.
    super('Tray', isMac ? [] : ['click']);
    const self = strict('Tray', this);
    self.setImage(image);
    tray = self;
    // biome-ignore lint/correctness/noConstructorReturn: the app gets the strict view of it.
    return self;
  }

  setImage(image: NativeImage): void {
    this._needAlive();
    // An unreadable image shows nothing.
    this.icon = image.isEmpty() ? '' : (image as unknown as { path: string }).path;
  }

  setToolTip(toolTip: string): void {
    this._needAlive();
    this.toolTip = toolTip;
  }

  setContextMenu(menu: ElectronMenu | null): void {
    this._needAlive();
    this.menu = (menu?.items ?? []) as unknown as Item[];
  }

  destroy(): void {
    this.destroyed = true;
    tray = null;
  }

  isDestroyed(): boolean {
    return this.destroyed;
  }

  private _needAlive(): void {
    if (this.destroyed) throw new TypeError('Object has been destroyed');
  }
}

export const Tray = strict('Tray', TrayDouble) as unknown as typeof ElectronTray;

export function trayState(): DesktopState['tray'] {
  if (!tray) return null;
  const menu = tray.menu.map(entryOf);
  const template = isMac && /Template\.png$/.test(tray.icon);
  return { icon: tray.icon, template, toolTip: hovered(tray.toolTip), menu };
}

function entryOf({ label, type, enabled, checked, below }: Item): MenuEntry {
  return { label: shown(label), type, enabled, checked, below: below.map(entryOf) };
}

/** Returns a label as a menu shows it: `&` marks an access key, `&&` is one `&`. */
function shown(label: string): string {
  return label.replace(/&(&?)/g, '$1');
}

/**
 * Returns a tooltip as it is shown: Windows has room for 127 characters, and 10 and 11 treat `&`
 * differently.
 */
function hovered(toolTip: string): string {
  if (!isWindows) return toolTip;
  if (toolTip.includes('&')) throw new Error(`Windows 10 and 11 differ on this: ${toolTip}`);
  return toolTip.slice(0, 127);
}

export function clickTray(): void {
  if (!tray) throw new Error('There is no tray.');
  tray.emit('click', new DoubleEvent());
}

export function clickTrayMenu(label: string): void {
  const items = tray?.menu.flatMap((entry) => [entry, ...entry.below]) ?? [];
  const item = items.find((entry) => shown(entry.label) === label);
  if (!item) throw new Error(`The tray's menu has no entry "${label}".`);
  if (!item.enabled) throw new Error(`The tray's entry "${label}" is not enabled.`);
  item.click();
}
