import { join } from 'node:path';

/** Where Handset keeps its files, below its profile folder. */
export interface Paths {
  database: string;
  /** Copies of the database, one per day. */
  backups: string;
  /** Damaged databases that were set aside. Handset never deletes anything in it on its own. */
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
