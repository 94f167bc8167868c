import { z } from 'zod';
import { area, command } from './define.ts';

/** Why an update failed; each has a sentence in `messages/`. */
export const updateProblems = [
  /** No response, or one that says that the file does not exist. */
  'unreachable',
  /** The response is not a list of versions. */
  'bad_feed',
  /** The feed offers an older version, which was not allowed. */
  'older',
  /** The file differs from the one the feed describes. */
  'wrong_file',
  /** The file is not signed by the signer of this Handset. */
  'not_signed',
  /** The connection ended or stalled before the file was complete. */
  'incomplete',
  /** Calls came in between too often. */
  'interrupted',
  'disk_full',
  /** The file could not be put in place. */
  'not_installed',
] as const;
export type UpdateProblem = (typeof updateProblems)[number];

/** Why Handset does not update itself and contacts no feed. */
export const updateManaged = [
  /** No feed is set, or the administrator switched it off. */
  'administrator',
  /** A kind of installation that cannot replace itself: deb, rpm, per machine. */
  'package',
  /** The administrator's configuration cannot be understood. */
  'unusable',
] as const;
export type UpdateManaged = (typeof updateManaged)[number];

export const updateStatusSchema = z.object({
  /** Null if Handset checks for updates itself. */
  managed: z.enum(updateManaged).nullable(),
  /** The file or variable that is `unusable`. */
  managedBy: z.string().nullable(),
  /**
   * `found`: there is another version, and its download waits for a quiet moment. `ready`: it is
   * complete and verified, and waits to be installed.
   */
  state: z.enum(['idle', 'checking', 'found', 'downloading', 'ready', 'installing']),
  /** The other version, and its release notes as plain text. */
  version: z.string().nullable(),
  notes: z.string().nullable(),
  /** It is older than this one: the administrator is going back. */
  older: z.boolean(),
  /** Of the download, 0 to 100. */
  percent: z.number().nullable(),
  /** Whether a call, an unfinished wrap-up or a waiting dial holds updates back. */
  busy: z.boolean(),
  installOnQuit: z.boolean(),
  /** Whether `installOnQuit` can be chosen: macOS installs what is ready in any case. */
  canPutOff: z.boolean(),
  problem: z.enum(updateProblems).nullable(),
  /** Epoch milliseconds of the feed's last response in this run. */
  checkedAt: z.number().nullable(),
});
export type UpdateStatus = z.infer<typeof updateStatusSchema>;

export const updates = area({
  commands: {
    status: command(z.object({}), updateStatusSchema),
    /**
     * Checks the feed at once, or as soon as no call is in the way. The outcome comes as an event.
     */
    check: command(z.object({}), updateStatusSchema),
    /**
     * Installs what is ready: now, which ends Handset and starts it again; when the agent quits; or
     * later.
     */
    install: command(z.object({ when: z.enum(['now', 'on_quit', 'later']) }), updateStatusSchema),
  },
  events: { changed: updateStatusSchema },
});
