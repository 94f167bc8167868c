import { z } from 'zod';
import { area, command } from './define.ts';

/** Links that ask for a call. */
export const linkSchemes = ['tel', 'callto', 'handset'] as const;
export const linkSchemeSchema = z.enum(linkSchemes);
export type LinkScheme = z.infer<typeof linkSchemeSchema>;

/** `waiting` for the press or the link; `heard` it; `silent` if it did not come in time. */
const testSchema = z.enum(['none', 'waiting', 'heard', 'silent']);

const hotkeySchema = z.object({
  /** `asked`: the desktop was asked for it but does not say whether it will deliver it. */
  state: z.enum(['off', 'registered', 'asked', 'taken', 'invalid']),
  test: testSchema,
});

const linkSchema = z.object({
  scheme: linkSchemeSchema,
  /** The program the system opens such links with, by the system's name for it; null if none. */
  owner: z.string().nullable(),
  ours: z.boolean(),
  test: testSchema,
});

/** The ways into Handset from other programs: which program has them, and whether they work. */
export const entrancesStatusSchema = z.object({
  hotkey: hotkeySchema,
  /** A command that does what the shortcut does, to bind in the desktop's own keyboard settings. */
  command: z.string(),
  links: z.array(linkSchema),
  /** False when run from a source folder: the system would register the bare runtime. */
  mayClaim: z.boolean(),
});
export type EntrancesStatus = z.infer<typeof entrancesStatusSchema>;

const oneScheme = z.object({ scheme: linkSchemeSchema });

export const entrances = area({
  commands: {
    status: command(z.object({}), entrancesStatusSchema),
    /** The next press of the shortcut dials nothing, and is reported. */
    testHotkey: command(z.object({}), z.null()),
    /** Asks the system to open such links with Handset; some systems let only the agent choose. */
    claimLinks: command(oneScheme, z.null()),
    releaseLinks: command(oneScheme, z.null()),
    /**
     * Opens a link to a number that belongs to nobody, as a web page would; it dials nothing here.
     */
    testLink: command(oneScheme, z.null()),
  },
  events: {
    hotkeyChanged: hotkeySchema,
    /** Separate, because asking the system which program has which links takes a while. */
    linksChanged: z.array(linkSchema),
  },
});
