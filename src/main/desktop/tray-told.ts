import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import type { Translate } from '../i18n/translate.ts';
import type { Notifier } from '../os/notifications.ts';
import { readDocument, wholeOf, writeDocument } from '../storage/tables/documents.ts';

export interface TrayToldOptions {
  db: Database;
  notifier: Notifier;
  t: Translate;
  /** Where the window went. */
  where: 'tray' | 'minimised';
  open: () => void;
}

/**
 * Explains, the first time the main window is closed, that Handset keeps running and how to quit
 * it.
 */
export function tellOnceAboutTray({ db, notifier, t, where, open }: TrayToldOptions): void {
  if (readDocument(db, 'tray_told', wholeOf(z.boolean()))) return;
  writeDocument(db, 'tray_told', true);
  const words = where === 'tray' ? 'closedToTray' : 'closedWithoutTray';
  notifier.show(
    {
      title: t(`desktop.notifications.${words}.title`),
      body: t(`desktop.notifications.${words}.body`),
    },
    open,
  );
}
