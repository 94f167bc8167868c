/** What the app has done to the desktop, and what tests may read of it. Plain data. */
export interface MenuEntry {
  label: string;
  type: string;
  enabled: boolean;
}

export interface NotificationRecord {
  title: string;
  body: string;
  open: boolean;
}

export interface LoginItemRecord {
  openAtLogin: boolean;
  args: string[];
}

export interface WindowRecord {
  id: number;
  url: string;
  visible: boolean;
  focused: boolean;
  minimized: boolean;
  maximized: boolean;
  /** As the app has asked for it: `panel` floats above others without activating the app (macOS). */
  type: string | null;
  /** Shown in every Space, those of apps in full screen included (macOS). */
  everywhere: boolean;
  bounds: { x: number; y: number; width: number; height: number };
}

/** The switches of Chromium that the app's safety hangs on. */
export const safetySwitches = ['disable-http2', 'disable-quic', 'enable-sandbox', 'no-sandbox'];

export interface DesktopState {
  /** Those of {@link safetySwitches} that are in force. */
  switches: string[];
  clipboard: string;
  /** Accelerators that the app holds. */
  hotkeys: string[];
  /** Null before there is one, and after it was destroyed. */
  tray: { icon: string; template: boolean; toolTip: string; menu: MenuEntry[] } | null;
  /** What the app has the system start at login; null: it has said nothing of it in this run. */
  loginItem: LoginItemRecord | null;
  /** By whose name Windows shows notifications. */
  appUserModelId: string | null;
  notifications: NotificationRecord[];
  openedLinks: string[];
  revealedFiles: string[];
  /** What each dialog for saving a file proposed. */
  saveDialogs: string[];
  /** How often the app keeps the computer from sleeping now. */
  keepsAwake: number;
  /** Null: the app has switched the default one off. */
  appMenu: 'default' | 'own' | null;
  errorBoxes: { title: string; content: string }[];
  windows: WindowRecord[];
}

/** What tests may do to the desktop, as the agent or the system would. */
export interface DesktopActions {
  state(): DesktopState;
  setClipboard(text: string): void;
  pressHotkey(accelerator: string): void;
  /** From now on another program has this key. */
  takeHotkey(accelerator: string): void;
  releaseHotkey(accelerator: string): void;
  clickTray(): void;
  clickTrayMenu(label: string): void;
  clickNotification(index: number): void;
  /** Its banner times out; on some systems it can still be clicked elsewhere. */
  timeOutNotification(index: number): void;
  /** From now on the system shows no notification, for this reason; null: it does again. */
  failNotifications(reason: string | null): void;
  /** This program opens such links from now on. */
  setLinkOwner(scheme: string, owner: string): void;
  /** From now on the system opens nothing that the app asks it to. */
  refuseToOpen(refused: boolean): void;
  /** A link was clicked somewhere (macOS). */
  openUrl(url: string): void;
  /** The agent clicks the Dock's icon (macOS). */
  activate(): void;
  /** Whether the agent has to allow login items in the system's settings (macOS). */
  askForLoginItem(asks: boolean): void;
  /** The agent goes to another program: no window of the app has the keyboard. */
  leaveApp(): void;
  /** As a click on the window does. */
  focusWindow(id: number): void;
  /** Whether windows may take the keyboard by themselves. */
  letWindowsFocus(may: boolean): void;
  power(event: 'suspend' | 'resume'): void;
  /** The system's own theme. */
  setSystemTheme(theme: 'light' | 'dark'): void;
  setOnline(online: boolean): void;
  /** As the close button of the window's frame does. */
  closeWindow(id: number): void;
  /** As the green button of its frame does (macOS). */
  fullScreenWindow(id: number): void;
  maximizeWindow(id: number): void;
  resizeWindow(id: number, width: number, height: number): void;
  /** Where the agent saves, in every such dialog from now on; null: they cancel. */
  saveAs(path: string | null): void;
  /** Asks the app's handlers for a browser permission. */
  askPermission(permission: string): { requested: boolean; checked: boolean };
  quit(): void;
}

export type DesktopAction = keyof DesktopActions;

/** One message from the test to the double, over the fork's channel. */
export interface ControlRequest {
  id: number;
  action: DesktopAction;
  args: unknown[];
}

export type ControlReply =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; message: string };

/** Sent once, when Chromium runs: where Playwright may connect. */
export interface ControlHello {
  endpoint: string;
}
