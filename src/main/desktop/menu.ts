import { Menu } from 'electron';

/**
 * Replaces Electron's default menu, whose keys would offer reloading and the developer tools to
 * everybody, even where no menu is visible. macOS needs a menu for copying, pasting and quitting;
 * the other systems have their own keys for that, and Handset has its own for zoom. Call it before
 * the app is ready, which also saves creating the default menu.
 */
export function setMenu(): void {
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
