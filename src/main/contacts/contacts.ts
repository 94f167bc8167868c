import type { Database } from 'better-sqlite3';
import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Log } from '../base/log.ts';
import type { AreaOf } from '../ipc/area.ts';
import { createContactHandlers } from './contact-service.ts';
import { LateNames } from './late-names.ts';

export interface ContactsOptions {
  db: Database;
  clock: Clock;
  log: Log;
  defaultCountry: () => string;
  /** Whether the practice history is the open one: its contacts and marks are used. */
  isPractice: () => boolean;
}

export interface Contacts extends AreaOf<'contacts'> {
  /** Emits when a contact or a mark was saved or removed, or the other history was opened. */
  changed: Emitter<null>;
}

/** Creates contacts by number, and the names their calls are found by. */
export function createContacts({ db, clock, log, ...options }: ContactsOptions): Contacts {
  const changed = new Emitter<null>();
  const names = new LateNames({ db, clock, log });
  names.finished.on(() => changed.emit(null));
  const handlers = createContactHandlers({
    ...options,
    db,
    now: clock.now,
    changed: () => {
      changed.emit(null);
      names.start();
    },
  });
  return {
    handlers,
    changed,
    events: { changed: changed.on },
    start: () => names.start(),
    stop: () => names.dispose(),
  };
}
