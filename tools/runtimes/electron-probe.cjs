// Loaded by the real Electron before the app (`--require`), for the end-to-end tests: notes what the
// app does to the desktop, and plays the agent's part. It answers as tools/electron-double does.
const electron = require('electron');
const { app, BrowserWindow } = electron;

const held = new Map();
const taken = new Set();
const notifications = [];
const openedLinks = [];
const revealedFiles = [];
const saveDialogs = [];
const errorBoxes = [];
let saveAs = null;
let notificationFailure = null;
let tray = null;

// What main gives to a page, one JSON line each, where a test wants to read it.
const traffic = process.env.HANDSET_TRAFFIC_FILE;
if (traffic) {
  const record = (channel, content) =>
    require('node:fs').appendFileSync(traffic, `${JSON.stringify({ channel, content })}\n`);
  const { ipcMain } = electron;
  const { handle } = ipcMain;
  ipcMain.handle = (channel, handler) =>
    handle.call(ipcMain, channel, async (...args) => {
      const answer = await handler(...args);
      record(channel, answer);
      return answer;
    });
  app.on('web-contents-created', (_event, contents) => {
    const { send } = contents;
    contents.send = (channel, ...args) => {
      record(channel, args);
      send.call(contents, channel, ...args);
    };
  });
}

// The machine has one clipboard, and it is that of whoever sits there: the tests, several at a time,
// have their own.
let copied = '';
const { clipboard } = electron;
clipboard.readText = async () => copied;
clipboard.writeText = async (text) => {
  copied = text;
};

// A picture does not tell which file it is from.
const iconFiles = new WeakMap();
const { nativeImage } = electron;
const { createFromPath } = nativeImage;
nativeImage.createFromPath = (path) => {
  const image = createFromPath.call(nativeImage, path);
  iconFiles.set(image, path);
  return image;
};

// The keychain is that of whoever runs the tests.
const { utilityProcess } = electron;
const { fork } = utilityProcess;
utilityProcess.fork = (module, ...rest) => {
  const replaced = process.env.HANDSET_KEYCHAIN && /keychain-process/.test(module);
  const run = replaced ? require.resolve('../electron-double/test-keychain.cjs') : module;
  return fork.call(utilityProcess, run, ...rest);
};

// Some of these modules exist only once the app is ready; this listener is the first.
app.once('ready', () => {
  const { globalShortcut, shell, dialog, Tray, Notification } = electron;
  globalShortcut.register = (accelerator, callback) => {
    if (taken.has(accelerator) || held.has(accelerator)) return false;
    held.set(accelerator, callback);
    return true;
  };
  globalShortcut.unregister = (accelerator) => held.delete(accelerator);
  shell.openExternal = async (url) => void openedLinks.push(url);
  shell.showItemInFolder = (path) => void revealedFiles.push(path);
  dialog.showSaveDialog = async (...args) => {
    saveDialogs.push(args.at(-1).defaultPath ?? '');
    return { canceled: saveAs === null, filePath: saveAs ?? '' };
  };
  dialog.showErrorBox = (title, content) => void errorBoxes.push({ title, content });

  // The app shows the first state through the same methods as every other.
  const noteTray = (method, note) => {
    const original = Tray.prototype[method];
    Tray.prototype[method] = function (value) {
      tray ??= { object: this, icon: '', toolTip: '', items: [] };
      note(value);
      return original.call(this, value);
    };
  };
  noteTray('setImage', (image) => {
    tray.icon = iconFiles.get(image) ?? '';
  });
  noteTray('setToolTip', (toolTip) => {
    tray.toolTip = toolTip;
  });
  noteTray('setContextMenu', (menu) => {
    tray.items = menu?.items ?? [];
  });
  const { destroy } = Tray.prototype;
  Tray.prototype.destroy = function () {
    tray = null;
    destroy.call(this);
  };

  Notification.prototype.show = function () {
    if (notificationFailure !== null) {
      this.emit('failed', {}, notificationFailure);
      return;
    }
    notifications.push({ object: this, open: true });
    this.emit('show', {});
  };
  Notification.prototype.close = function () {
    const note = notifications.find(({ object }) => object === this);
    if (note) note.open = false;
    this.emit('close', { reason: 'applicationHidden' });
  };
});

function windowRecord(window) {
  return {
    id: window.id,
    url: window.webContents.getURL(),
    visible: window.isVisible(),
    focused: window.isFocused(),
    bounds: window.getBounds(),
  };
}

function entry({ label, type, enabled, checked, submenu }) {
  return { label, type, enabled, checked, below: (submenu?.items ?? []).map(entry) };
}

globalThis.handsetProbe = {
  state: async () => ({
    switches: ['disable-http2', 'disable-quic', 'enable-sandbox', 'no-sandbox'].filter((name) =>
      app.commandLine.hasSwitch(name),
    ),
    clipboard: copied,
    hotkeys: [...held.keys()],
    tray: tray && { icon: tray.icon, toolTip: tray.toolTip, menu: tray.items.map(entry) },
    notifications: notifications.map(({ object: { title, body, silent }, open }) => ({
      title,
      body,
      silent,
      open,
    })),
    openedLinks,
    revealedFiles,
    saveDialogs,
    errorBoxes,
    windows: BrowserWindow.getAllWindows().map(windowRecord),
  }),
  setClipboard: (text) => {
    copied = text;
  },
  pressHotkey(accelerator) {
    const callback = held.get(accelerator);
    if (!callback) throw new Error(`Handset does not hold the hotkey ${accelerator}.`);
    callback();
  },
  takeHotkey: (accelerator) => void taken.add(accelerator),
  releaseHotkey: (accelerator) => void taken.delete(accelerator),
  clickTray: () => void tray.object.emit('click', {}),
  clickTrayMenu(label) {
    const items = tray?.items.flatMap((each) => [each, ...(each.submenu?.items ?? [])]);
    const item = items?.find((candidate) => candidate.label === label);
    if (!item?.enabled) throw new Error(`The tray's menu has no entry "${label}" to click.`);
    item.click();
  },
  clickNotification(index) {
    const note = notifications.at(index);
    if (!note?.open) throw new Error(`Notification ${index} is not there to be clicked.`);
    note.open = false;
    note.object.emit('click', {});
  },
  timeOutNotification(index) {
    notifications.at(index).object.emit('close', { reason: 'timedOut' });
  },
  failNotifications: (reason) => {
    notificationFailure = reason;
  },
  leaveApp: () => BrowserWindow.getFocusedWindow()?.blur(),
  focusWindow: (id) => BrowserWindow.fromId(id).focus(),
  power: (event) => void electron.powerMonitor.emit(event),
  setSystemTheme: (theme) => {
    electron.nativeTheme.themeSource = theme;
  },
  setOnline: (online) => {
    electron.net.isOnline = () => online;
  },
  closeWindow: (id) => BrowserWindow.fromId(id).close(),
  resizeWindow: (id, width, height) => BrowserWindow.fromId(id).setBounds({ width, height }),
  saveAs: (path) => {
    saveAs = path;
  },
  askPermission: () => {
    throw new Error('Electron does not hand out its permission handlers: only the double can ask.');
  },
  quit: () => app.quit(),
};
