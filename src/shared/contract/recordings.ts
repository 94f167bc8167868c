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
    /** Starts a download; resolves when it is on disk, or with why it is not. */
    download: command(recording, callSchema),
    /** The space recordings take on this computer's disk. */
    space: command(z.object({}), z.object({ bytes: z.number(), recordings: z.number() })),
    /** What the last scan of the folder found: at the start, and daily. */
    withoutCall: command(z.object({}), filesWithoutCall),
    /** Deletes their files for good; returns what is left. */
    removeWithoutCall: command(z.object({}), filesWithoutCall),
    /** Shows the folder of recordings in the system's file manager. */
    showFolder: command(z.object({}), z.null()),
    /** Returns those that were removed because of their age and can be restored. */
    removed: command(
      z.object({}),
      z.object({
        recordings: z.number().int(),
        /** When the last of them was removed, epoch milliseconds; null if there are none. */
        at: z.number().nullable(),
        time: timeStandingSchema,
      }),
    ),
    /** Restores them all, and keeps recordings for ever from then on. */
    restore: command(z.object({}), z.object({ recordings: z.number().int() })),
    /** Shows the file in the system's file manager. */
    reveal: command(recording, z.null()),
  },
  events: {
    /** At most a few times a second while a recording is downloading. */
    progress: z.object({
      id: z.string(),
      bytesReceived: z.number(),
      bytesTotal: z.number().nullable(),
      /** How many of the received bytes came from an earlier attempt. */
      bytesResumed: z.number(),
    }),
  },
});
