import { join } from 'node:path';

/** Where Handset keeps things below its profile folder. */
export interface Paths {
  database: string;
  recordings: string;
  logs: string;
}

export function pathsIn(profile: string): Paths {
  return {
    database: join(profile, 'handset.db'),
    recordings: join(profile, 'recordings'),
    logs: join(profile, 'logs'),
  };
}
