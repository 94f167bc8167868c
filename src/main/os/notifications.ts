import { Notification } from 'electron';

export interface NotificationText {
  title: string;
  body: string;
  /** Without a sound. */
  silent?: boolean;
}

export interface Notifier {
  /** Shows a notification if the system has them. */
  show(text: NotificationText, onClick: () => void): void;
  dispose(): void;
}

/** How many notifications can still be clicked; older ones only inform. */
const kept = 20;

/**
 * @param onFailed called with the reason if the system did not show one: it has no notifications,
 * or does not let Handset show any (macOS, where the app is not signed). Nothing may depend on a
 * notification being seen.
 */
export function createNotifier(onFailed: (reason: string) => void): Notifier {
  // A notification that is garbage collected loses its click. Linux does not always report when one
  // was closed, hence the limit.
  const shown = new Set<Notification>();

  function present(notification: Notification, onClick: () => void): void {
    const forget = (): void => {
      shown.delete(notification);
    };
    notification.on('click', () => {
      forget();
      onClick();
    });
    // On Windows a banner that timed out stays in the notification centre and can be clicked there.
    notification.on('close', ({ reason }) => {
      if (reason !== 'timedOut') forget();
    });
    notification.on('failed', (_event, reason) => {
      forget();
      onFailed(reason);
    });
    shown.add(notification);
    const [oldest] = shown;
    if (oldest && shown.size > kept) shown.delete(oldest);
    notification.show();
  }

  return {
    show(text, onClick) {
      if (Notification.isSupported()) present(new Notification(text), onClick);
      else onFailed('this system shows none');
    },
    dispose() {
      for (const notification of shown) notification.close();
      shown.clear();
    },
  };
}
