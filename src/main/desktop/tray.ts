import { join } from 'node:path';
import { Menu, type MenuItemConstructorOptions, nativeImage, Tray } from 'electron';
import type { Translate } from '../i18n/translate.ts';
import {
  menuLabel,
  type TrayAction,
  type TrayEntry,
  type TrayIcon,
  type TrayState,
  toolTipText,
  trayIconFile,
  trayModel,
} from './tray-model.ts';

export interface TrayOptions {
  /** Folder of the icons, named as in `trayIconFile`. */
  icons: string;
  t: Translate;
  run: (action: TrayAction) => void;
}

export interface TrayControl {
  /** Shows this state; setting the same one again costs nothing. */
  set(state: TrayState): void;
  dispose(): void;
}

/** Creates the icon in the notification area; call it once the app is ready. */
export function createTray({ icons, t, run }: TrayOptions): TrayControl {
  const image = (state: TrayIcon) =>
    nativeImage.createFromPath(join(icons, trayIconFile(state, process.platform)));
  const tray = new Tray(image('idle'));
  // On Linux and Windows a click opens the app; on macOS it shows the menu.
  if (process.platform !== 'darwin') tray.on('click', () => run({ do: 'open', callId: null }));
  let rendered = '';

  return {
    set(state) {
      const model = trayModel(state, t);
      const signature = JSON.stringify(model);
      if (signature === rendered || tray.isDestroyed()) return;
      rendered = signature;
      tray.setImage(image(model.icon));
      tray.setToolTip(toolTipText(model.tooltip, process.platform));
      tray.setContextMenu(
        Menu.buildFromTemplate(model.entries.map((entry) => menuItem(entry, run))),
      );
    },
    dispose: () => tray.destroy(),
  };
}

function menuItem(entry: TrayEntry, run: TrayOptions['run']): MenuItemConstructorOptions {
  switch (entry.kind) {
    case 'separator':
      return { type: 'separator' };
    case 'note':
      return { label: menuLabel(entry.label), enabled: false };
    case 'action':
      return { label: menuLabel(entry.label), click: () => run(entry.action) };
    case 'choice':
      return {
        label: menuLabel(entry.label),
        type: 'radio',
        checked: entry.chosen,
        click: () => run(entry.action),
      };
    case 'submenu':
      return {
        label: menuLabel(entry.label),
        submenu: entry.entries.map((each) => menuItem(each, run)),
      };
  }
}
