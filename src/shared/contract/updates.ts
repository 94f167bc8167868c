import { z } from 'zod';
import { area, command } from './define.ts';

/** Why an update did not come about; each has a sentence in `messages/`. */
export const updateProblems = [
  /** No answer, or one that says that there is nothing to be had. */
  'unreachable',
  /** What came is no list of versions. */
  'bad_feed',
  /** The feed offers an older version, and nobody allowed that. */
  'older',
  /** The file is another than the one the feed describes. */
  'wrong_file',
  /** The file is not signed by those who signed this Handset. */
  'not_signed',
  /** The connection ended, or stood still, before the file was whole. */
  'incomplete',
  /** Calls came in between too often. */
  'interrupted',
  'disk_full',
  /** The file could not be put in place. */
  'not_installed',
] as const;
export type UpdateProblem = (typeof updateProblems)[number];

/** Why Handset installs nothing by itself, and asks nobody. */
export const updateManaged = [
  /** Nobody set a feed, or the administrator switched it off. */
  'administrator',
  /** A kind of installation that cannot replace itself: deb, rpm, per machine. */
  'package',
  /** What the administrator wrote cannot be understood. */
  'unusable',
] as const;
export type UpdateManaged = (typeof updateManaged)[number];

export const updateStatusSchema = z.object({
  /** Null: Handset looks for updates itself. */
  managed: z.enum(updateManaged).nullable(),
  /** The file or variable that is `unusable`. */
  managedBy: z.string().nullable(),
  /**
   * `found`: there is another version, and its download waits for a quiet moment. `ready`: it is
   * whole and right, and waits to be installed.
   */
  state: z.enum(['idle', 'checking', 'found', 'downloading', 'ready', 'installing']),
  /** The other version, and what its makers say of it, as plain text. */
  version: z.string().nullable(),
  notes: z.string().nullable(),
  /** It is older than this one: the administrator goes back. */
  older: z.boolean(),
  /** Of the download, 0 to 100. */
  percent: z.number().nullable(),
  /** A call, an unfinished wrap-up or a dial that waits keeps updates from going on. */
  busy: z.boolean(),
  installOnQuit: z.boolean(),
  /** Whether `installOnQuit` can be chosen: macOS installs what is ready in any case. */
  canPutOff: z.boolean(),
  problem: z.enum(updateProblems).nullable(),
  /** Epoch milliseconds of the last answer of the feed in this run. */
  checkedAt: z.number().nullable(),
});
export type UpdateStatus = z.infer<typeof updateStatusSchema>;

export const updates = area({
  commands: {
    status: command(z.object({}), updateStatusSchema),
    /** Asks the feed at once, or as soon as no call is in the way. What comes of it is told. */
    check: command(z.object({}), updateStatusSchema),
    /** What is ready: at once, which ends Handset and starts it again, when the agent quits, or not then. */
    install: command(z.object({ when: z.enum(['now', 'on_quit', 'later']) }), updateStatusSchema),
  },
  events: { changed: updateStatusSchema },
});
