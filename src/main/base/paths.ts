import { join } from 'node:path';

/** Where Handset keeps things below its profile folder. */
export interface Paths {
  database: string;
  /** Copies of the database, one a day. */
  backups: string;
  /** Damaged databases that were set aside. Nothing in it is ever deleted by itself. */
  damaged: string;
  recordings: string;
  logs: string;
}

export function pathsIn(profile: string): Paths {
  return {
    database: join(profile, 'handset.db'),
    backups: join(profile, 'backups'),
    damaged: join(profile, 'damaged'),
    recordings: join(profile, 'recordings'),
    logs: join(profile, 'logs'),
  };
}
