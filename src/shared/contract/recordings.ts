import { z } from 'zod';
import { callSchema } from '../domain/call.ts';
import { area, command } from './define.ts';
import { timeStandingSchema } from './privacy.ts';

/** See `recording-id.ts`: a call's id, and the part. */
const recording = z.object({ id: z.string().min(1).max(70) });

/** Recordings in the folder whose calls are not in the database. */
const filesWithoutCall = z.object({ files: z.number().int(), bytes: z.number() });

export const recordings = area({
  commands: {
    /** Starts a download; answers when it is on disk, or says why not. */
    download: command(recording, callSchema),
    /** What recordings take on this computer's disk. */
    space: command(z.object({}), z.object({ bytes: z.number(), recordings: z.number() })),
    /** As the last look through the folder has found them: at the start, and daily. */
    withoutCall: command(z.object({}), filesWithoutCall),
    /** Removes their files for good; answers what is left. */
    removeWithoutCall: command(z.object({}), filesWithoutCall),
    /** Shows the folder of recordings in the system's file manager. */
    showFolder: command(z.object({}), z.null()),
    /** Those that went for their age and can be restored. */
    removed: command(
      z.object({}),
      z.object({
        recordings: z.number().int(),
        /** When the last of them went, epoch milliseconds; null: there are none. */
        at: z.number().nullable(),
        time: timeStandingSchema,
      }),
    ),
    /** Puts them all back, and keeps recordings for ever from then on. */
    restore: command(z.object({}), z.object({ recordings: z.number().int() })),
    /** Shows the file in the system's file manager. */
    reveal: command(recording, z.null()),
  },
  events: {
    /** At most a few times a second while a recording comes in. */
    progress: z.object({
      id: z.string(),
      bytesReceived: z.number(),
      bytesTotal: z.number().nullable(),
      /** Of those received, how many an earlier try had brought. */
      bytesResumed: z.number(),
    }),
  },
});
