import { z } from 'zod';
import { area, command } from './define.ts';

/** Links that ask for a call. */
export const linkSchemes = ['tel', 'callto', 'handset'] as const;
export const linkSchemeSchema = z.enum(linkSchemes);
export type LinkScheme = z.infer<typeof linkSchemeSchema>;

/** `waiting` for the press or the link; `heard`; `silent`: it has not come in time. */
const testSchema = z.enum(['none', 'waiting', 'heard', 'silent']);

const hotkeySchema = z.object({
  /** `asked`: the desktop was asked for it, and does not say whether it delivers it. */
  state: z.enum(['off', 'registered', 'asked', 'taken', 'invalid']),
  test: testSchema,
});

const linkSchema = z.object({
  scheme: linkSchemeSchema,
  /** The program that the system opens such links with, as the system calls it; null: none. */
  owner: z.string().nullable(),
  ours: z.boolean(),
  test: testSchema,
});

/** The ways into Handset from other programs: who has them, and whether they work. */
export const entrancesStatusSchema = z.object({
  hotkey: hotkeySchema,
  /** Does what the shortcut does: to be bound in the desktop's own keyboard settings. */
  command: z.string(),
  links: z.array(linkSchema),
  /** False from a source folder: the system would be given the bare runtime. */
  mayClaim: z.boolean(),
});
export type EntrancesStatus = z.infer<typeof entrancesStatusSchema>;

const oneScheme = z.object({ scheme: linkSchemeSchema });

export const entrances = area({
  commands: {
    status: command(z.object({}), entrancesStatusSchema),
    /** The next press of the shortcut dials nothing, and is reported. */
    testHotkey: command(z.object({}), z.null()),
    /** Asks the system to open such links with Handset; some let only the agent choose. */
    claimLinks: command(oneScheme, z.null()),
    releaseLinks: command(oneScheme, z.null()),
    /** Opens a link to a number that nobody has, as a web page would; it dials nothing here. */
    testLink: command(oneScheme, z.null()),
  },
  events: {
    hotkeyChanged: hotkeySchema,
    /** To ask the system who has which links takes a while: it is asked for their own sake alone. */
    linksChanged: z.array(linkSchema),
  },
});
