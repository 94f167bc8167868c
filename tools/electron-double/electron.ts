/**
 * Stands in for `electron` in the main process. What Electron has and this lacks fails at link time
 * as a missing export, or in use as "not in the double".
 */
export { app } from './app.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { Notification } from './notifications.ts';
export { protocol } from './protocol.ts';
export { net, session } from './session.ts';
export {
  clipboard,
  dialog,
  globalShortcut,
  nativeImage,
  nativeTheme,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
} from './system.ts';
export { Menu, Tray } from './tray.ts';
export { utilityProcess } from './utility-process.ts';
