import type { Database } from 'better-sqlite3';
import type { createNotifier } from '../shell/notifications.ts';
import type { Translate } from '../shell/translate.ts';
import { readDocument, writeDocument } from '../storage/documents-table.ts';

/** Says, the first time that the main window is closed, that Handset stays in the tray. */
export function tellOnceAboutTray(
  db: Database,
  notifier: ReturnType<typeof createNotifier>,
  t: Translate,
  open: () => void,
): void {
  if (readDocument(db, 'tray_told') === true) return;
  writeDocument(db, 'tray_told', true);
  notifier.show(
    { title: t('notifications.closedToTray.title'), body: t('notifications.closedToTray.body') },
    open,
  );
}
