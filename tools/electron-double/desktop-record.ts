/** What the app has done to the desktop, and what tests may read of it. Plain data. */
export interface MenuEntry {
  label: string;
  type: string;
  enabled: boolean;
  checked: boolean;
  /** A submenu's entries. */
  below: MenuEntry[];
}

export interface NotificationRecord {
  title: string;
  body: string;
  silent: boolean;
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
  /** As requested by the app: `panel` floats above others without activating the app (macOS). */
  type: string | null;
  /** Whether it is shown in every Space, including those of full-screen apps (macOS). */
  everywhere: boolean;
  bounds: { x: number; y: number; width: number; height: number };
}

/** The Chromium switches that the app's safety depends on. */
export const safetySwitches = ['disable-http2', 'disable-quic', 'enable-sandbox', 'no-sandbox'];

export interface DesktopState {
  /** Those of {@link safetySwitches} that are in force. */
  switches: string[];
  clipboard: string;
  /** Accelerators that the app holds. */
  hotkeys: string[];
  /** Null before it is created, and after it was destroyed. */
  tray: { icon: string; template: boolean; toolTip: string; menu: MenuEntry[] } | null;
  /** What the app asked the system to start at login; null if it asked nothing in this run. */
  loginItem: LoginItemRecord | null;
  /** The identity under which Windows shows notifications. */
  appUserModelId: string | null;
  notifications: NotificationRecord[];
  openedLinks: string[];
  revealedFiles: string[];
  /** What each dialog for saving a file proposed. */
  saveDialogs: string[];
  /** How many times the app is keeping the computer from sleeping now. */
  keepsAwake: number;
  /** Null if the app has switched the default one off. */
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
  /** From now on the system shows no notifications, for this reason; null if it does again. */
  failNotifications(reason: string | null): void;
  /** This program opens such links from now on. */
  setLinkOwner(scheme: string, owner: string): void;
  /** Whether the system refuses to open anything from now on. */
  refuseToOpen(refused: boolean): void;
  /** A link was clicked somewhere (macOS). */
  openUrl(url: string): void;
  /** The agent clicks the Dock's icon (macOS). */
  activate(): void;
  /** Whether the agent has to allow login items in the system's settings (macOS). */
  askForLoginItem(asks: boolean): void;
  /** The agent switches to another program: no window of the app has the keyboard. */
  leaveApp(): void;
  /** Does what a click on the window does. */
  focusWindow(id: number): void;
  /** Whether windows may take the keyboard on their own. */
  letWindowsFocus(may: boolean): void;
  power(event: 'suspend' | 'resume' | 'lock-screen' | 'unlock-screen'): void;
  /** The system's own theme. */
  setSystemTheme(theme: 'light' | 'dark'): void;
  setOnline(online: boolean): void;
  /** Does what the close button of the window's frame does. */
  closeWindow(id: number): void;
  /** Does what the green button of its frame does (macOS). */
  fullScreenWindow(id: number): void;
  maximizeWindow(id: number): void;
  resizeWindow(id: number, width: number, height: number): void;
  /** Where the agent saves, in every such dialog from now on; null if they cancel. */
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
