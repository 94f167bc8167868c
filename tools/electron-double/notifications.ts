import type {
  Notification as ElectronNotification,
  NotificationConstructorOptions,
} from 'electron';
import { isWindows } from './desktop-kind.ts';
import type { NotificationRecord } from './desktop-record.ts';
import { needReady } from './lifecycle.ts';
import { DoubleEvent, StrictEmitter, strict } from './strict.ts';

const shown: NotificationDouble[] = [];
const system: { failure: string | null } = { failure: null };

/** The identity under which Windows shows them; null if it is not set yet. */
export const toastIdentity: { id: string | null } = { id: null };

class NotificationDouble extends StrictEmitter {
  title: string;
  body: string;
  silent: boolean;
  open = false;

  constructor({ title = '', body = '', silent = false }: NotificationConstructorOptions = {}) {
    needReady('Cannot create Notification before app is ready');
    super('Notification', ['click', 'close', 'show', 'failed']);
    this.title = title;
    this.body = body;
    this.silent = silent;
    // biome-ignore lint/correctness/noConstructorReturn: the app gets the strict view of it.
    return strict('Notification', this);
  }

  static isSupported(): boolean {
    return true;
  }

  show(): void {
    const nameless = isWindows && !toastIdentity.id ? 'no AppUserModelID was set' : null;
    const failure = system.failure ?? nameless;
    if (failure !== null) {
      this.emit('failed', new DoubleEvent(), failure);
      return;
    }
    this.open = true;
    shown.push(this);
    this.emit('show', new DoubleEvent());
  }

  close(): void {
    if (!this.open) return;
    this.open = false;
    this.emit('close', Object.assign(new DoubleEvent(), { reason: 'applicationHidden' }));
  }
}

export const Notification = strict(
  'Notification',
  NotificationDouble,
) as unknown as typeof ElectronNotification;

/** Everything ever shown, oldest first. */
export function notificationRecords(): NotificationRecord[] {
  return shown.map(({ title, body, silent, open }) => ({ title, body, silent, open }));
}

export function clickNotification(index: number): void {
  const notification = shown.at(index);
  if (!notification?.open) throw new Error(`Notification ${index} is not there to be clicked.`);
  notification.open = false;
  notification.emit('click', new DoubleEvent());
}

/** Its banner disappears on its own, into the system's list, where it can still be clicked. */
export function timeOutNotification(index: number): void {
  const notification = shown.at(index);
  if (!notification?.open) throw new Error(`Notification ${index} is not there to time out.`);
  notification.emit('close', Object.assign(new DoubleEvent(), { reason: 'timedOut' }));
}

/** From now on the system shows none, for this reason; null if it shows them again. */
export function failNotifications(reason: string | null): void {
  system.failure = reason;
}
