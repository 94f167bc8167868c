import { Notification } from 'electron';

export interface NotificationText {
  title: string;
  body: string;
}

export interface Notifier {
  /** Shows a notification where the system has them. */
  show(text: NotificationText, onClick: () => void): void;
  dispose(): void;
}

/** Notifications that can still be clicked; older ones only tell. */
const kept = 20;

export function createNotifier(): Notifier {
  // A notification that is garbage collected loses its click. Linux does not always say when one
  // was closed, hence the bound.
  const shown = new Set<Notification>();

  return {
    show(text, onClick) {
      if (!Notification.isSupported()) return;
      const notification = new Notification(text);
      const forget = (): void => {
        shown.delete(notification);
      };
      notification.on('click', () => {
        forget();
        onClick();
      });
      notification.on('close', forget);
      shown.add(notification);
      const [oldest] = shown;
      if (oldest && shown.size > kept) shown.delete(oldest);
      notification.show();
    },
    dispose() {
      for (const notification of shown) notification.close();
      shown.clear();
    },
  };
}
