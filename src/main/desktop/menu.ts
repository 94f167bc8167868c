import { Menu } from 'electron';

/**
 * Electron's default menu would offer reloading and the developer tools to everybody, by its keys
 * even where no menu is seen. macOS needs one for copying, pasting and quitting; the other systems
 * have their own keys for that, and Handset has its own for zoom. To be called before the app is
 * ready, which also saves making the default one.
 */
export function setMenu(): void {
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
