import { app } from './app.ts';
import { windowHooks } from './browser-window.ts';
import {
  type ControlReply,
  type ControlRequest,
  type DesktopActions,
  safetySwitches,
} from './desktop-record.ts';
import { chosenOwners } from './link-clients.ts';
import { loginItems } from './login-items.ts';
import {
  clickNotification,
  failNotifications,
  notificationRecords,
  timeOutNotification,
  toastIdentity,
} from './notifications.ts';
import { network, session } from './session.ts';
import { DoubleEvent } from './strict.ts';
import {
  clipboardSeen,
  hotkeys,
  opening,
  powerMonitor,
  record,
  saveDialog,
  systemTheme,
} from './system.ts';
import { appMenu, clickTray, clickTrayMenu, trayState } from './tray.ts';
import { windows } from './window-list.ts';

const actions: DesktopActions = {
  state: () => ({
    ...structuredClone(record),
    switches: safetySwitches.filter(app.commandLine.hasSwitch),
    hotkeys: hotkeys.held(),
    appMenu: appMenu.kind,
    tray: trayState(),
    loginItem: loginItems.record(),
    appUserModelId: toastIdentity.id,
    notifications: notificationRecords(),
    windows: windows.records(),
  }),
  setClipboard: (text) => {
    record.clipboard = text;
    if (windows.haveFocus()) clipboardSeen();
  },
  pressHotkey: hotkeys.press,
  takeHotkey: hotkeys.take,
  releaseHotkey: hotkeys.release,
  clickTray,
  clickTrayMenu,
  clickNotification,
  timeOutNotification,
  failNotifications,
  setLinkOwner: (scheme, owner) => void chosenOwners.set(scheme, owner),
  refuseToOpen: (refused) => {
    opening.refused = refused;
  },
  openUrl,
  activate: () => {
    const hasVisibleWindows = windows.all().some((window) => window.isVisible());
    app.emit('activate', new DoubleEvent(), hasVisibleWindows);
  },
  askForLoginItem: loginItems.askFirst,
  leaveApp: () => windows.blur(),
  focusWindow: (id) => windows.byId(id).takeFocus(),
  letWindowsFocus: (may) => windows.letFocus(may),
  power: (event) => void powerMonitor.emit(event),
  setSystemTheme: (theme) => {
    systemTheme.system = theme;
    for (const window of windows.all()) {
      window.webContents.page
        .then((page) => page.emulateMedia({ colorScheme: theme }))
        .catch(() => {});
    }
    systemTheme.emit('updated');
  },
  setOnline: (online) => {
    network.online = online;
  },
  closeWindow: (id) => windows.byId(id).close(),
  fullScreenWindow: (id) => windows.byId(id).setFullScreen(true),
  maximizeWindow: (id) => windows.byId(id).maximize(),
  resizeWindow: (id, width, height) => windows.byId(id).setBounds({ width, height }),
  saveAs: (path) => {
    saveDialog.answer = path;
  },
  askPermission: (permission) => {
    const { permissionCheck, permissionRequest } = session.defaultSession;
    const answer = { requested: true, checked: true };
    // Without a handler Electron grants.
    const contents = windows.all()[0]?.webContents;
    permissionRequest?.(
      contents as never,
      permission as never,
      (granted) => {
        answer.requested = granted;
      },
      {} as never,
    );
    if (permissionCheck) {
      answer.checked = permissionCheck(contents as never, permission as never, '', {} as never);
    }
    return answer;
  },
  quit: () => app.quit(),
};

windowHooks.focused = clipboardSeen;

/** Opens a link as macOS does when it was clicked somewhere. */
export function openUrl(url: string): void {
  app.emit('open-url', new DoubleEvent(), url);
}

/** Lets the process that forked this one play the agent and the system. */
export function listenForControl(): void {
  process.on('message', (message) => {
    const { id, action, args } = message as ControlRequest;
    process.send?.(perform(id, action, args));
  });
  // The controlling process is gone, so nothing else would end this one.
  process.on('disconnect', () => app.exit(1));
}

function perform(id: number, action: ControlRequest['action'], args: unknown[]): ControlReply {
  try {
    const run = actions[action] as (...given: unknown[]) => unknown;
    return { id, ok: true, value: run(...args) };
  } catch (error) {
    return { id, ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
