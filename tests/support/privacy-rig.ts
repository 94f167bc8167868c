import { mkdirSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { openLog } from '../../src/main/base/log.ts';
import { pathsIn } from '../../src/main/base/paths.ts';
import { PrivacyService } from '../../src/main/privacy/privacy-service.ts';
import { BookCare } from '../../src/main/storage/book-care.ts';
import { countSetAside } from '../../src/main/storage/book-files.ts';
import { openBook } from '../../src/main/storage/open-book.ts';
import { bookPlace } from './book-place.ts';
import { FakeClock } from './fake-clock.ts';

export interface PrivacyRig {
  db: Database;
  clock: FakeClock;
  care: BookCare;
  privacy: PrivacyService;
  /** Call ids whose recordings were ended. */
  ended: string[];
  keepCallsDays: number | null;
  close(): void;
}

/** A profile's book and what removes from it, as the app composes them. */
export async function openPrivacyRig(profile: string): Promise<PrivacyRig> {
  const paths = pathsIn(profile);
  mkdirSync(paths.recordings, { recursive: true });
  const log = openLog(paths.logs);
  const clock = new FakeClock();
  const place = bookPlace(profile, { log });
  const book = await openBook(place);
  const care = new BookCare({
    ...place,
    clock,
    checked: true,
    onDamage: () => {},
    onElsewhere: () => {},
  });
  const ended: string[] = [];
  const rig: PrivacyRig = {
    db: book.db,
    clock,
    care,
    ended,
    keepCallsDays: null,
    privacy: new PrivacyService({
      db: book.db,
      clock,
      log,
      recordings: paths.recordings,
      logs: paths.logs,
      countDamaged: () => countSetAside(paths.damaged),
      countWithoutCall: () => 0,
      defaultCountry: () => 'IN',
      ownNumbers: () => ['+919000000001', '022-41499102'],
      keepCallsDays: () => rig.keepCallsDays,
      endRecording: async (callId) => void ended.push(callId),
      scrub: (erase) => care.scrub(erase),
    }),
    close() {
      rig.privacy.dispose();
      care.dispose();
      if (book.db.open) book.close(true);
    },
  };
  onTestFinished(() => rig.close());
  return rig;
}
