import { resolve } from 'node:path';
import { z } from 'zod';
import { telLinkSchemes } from '../os/tel-link.ts';

const commandLineSchema = z.object({
  /** Starts with the practice account. */
  practice: z.boolean(),
  /** Another user-data folder; absolute path. */
  profile: z.string().min(1).max(4_096).nullable(),
  /** Starts in the tray, without a window. */
  hidden: z.boolean(),
  /** Does what the hotkey does: for shortcuts that the desktop itself manages. */
  dialClipboard: z.boolean(),
  /** A `tel:`, `callto:` or `handset:` link that was clicked somewhere. */
  link: z.string().max(2_000).nullable(),
});
export type CommandLine = z.infer<typeof commandLineSchema>;

const noArguments: CommandLine = {
  practice: false,
  profile: null,
  hidden: false,
  dialClipboard: false,
  link: null,
};

/**
 * Reads our own arguments and ignores all others, such as Chromium's switches. Nothing after a link
 * counts: a hostile page may have smuggled it into the link.
 *
 * @param directory what a relative `--profile` is relative to
 */
export function parseCommandLine(argv: readonly string[], directory: string): CommandLine {
  const linkAt = argv.findIndex(isLink);
  const before = linkAt === -1 ? argv : argv.slice(0, linkAt);
  const profile = before.findLast((arg) => /^--profile=./.test(arg))?.slice('--profile='.length);
  const found = commandLineSchema.safeParse({
    practice: before.includes('--practice'),
    profile: profile === undefined ? null : resolve(directory, profile),
    hidden: before.includes('--hidden'),
    dialClipboard: before.includes('--dial-clipboard'),
    link: argv[linkAt] ?? null,
  });
  return found.data ?? noArguments;
}

function isLink(argument: string): boolean {
  const scheme = argument.slice(0, argument.indexOf(':') + 1).toLowerCase();
  return telLinkSchemes.includes(scheme);
}
