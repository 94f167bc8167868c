import { z } from 'zod';
import { callSchema } from '../domain/call.ts';
import { area, command } from './define.ts';

/** Something the agent should know for as long as it lasts. */
export const noticeSchema = z.object({
  code: z.enum([
    'no_keychain',
    'secret_missing',
    'keychain_silent',
    'hotkey_taken',
    'availability_hotkey_taken',
    'clock_ahead',
    'clock_behind',
    'database_damaged',
    'database_emptied',
    'database_restored',
    'database_incomplete',
    'documents_reset',
    'log_unwritten',
    'recordings_unsaved',
    'database_older',
    'database_stranger',
    'backups_elsewhere',
    'calls_unwritten',
    'main_failed',
    'login_needs_approval',
    'clipboard_problem',
    'dial_problem',
  ]),
  /** `failure`: something was lost, or may be. */
  severity: z.enum(['failure', 'warning']),
  message: z.string(),
  hint: z.string().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const shellStatusSchema = z.object({
  platform: z.enum(['linux', 'darwin', 'win32']),
  version: z.string(),
  locale: z.string(),
  /** Standing notices, worst first. */
  notices: z.array(noticeSchema),
  /** The call that the small window is about; null for the newest one. */
  miniCallId: z.string().nullable(),
});
export type ShellStatus = z.infer<typeof shellStatusSchema>;

export const shell = area({
  commands: {
    status: command(z.object({}), shellStatusSchema),
    copyText: command(z.object({ text: z.string().max(20_000) }), z.null()),
    /** Ends Handset; calls under way are followed again at the next start. */
    quit: command(z.object({}), z.null()),
    dismissNotice: command(z.object({ code: z.string().max(60) }), z.null()),
    /** Brings the main window forward, at a call if one is named. */
    openMain: command(z.object({ callId: z.string().max(64).nullable() }), z.null()),
    /** Opens or closes the small always-on-top window. */
    setMini: command(z.object({ open: z.boolean() }), z.null()),
    /** Sets the height that the small window's content needs, in CSS pixels. */
    fitMini: command(z.object({ height: z.number().int().min(40).max(1000) }), z.null()),
  },
  events: {
    changed: shellStatusSchema,
    /** Main asks the main window to show a call. */
    openCall: z.object({ id: z.string() }),
    /** Main asks the main window to show the missed calls. */
    openMissed: z.null(),
    /**
     * The small window's call was filed, and the main window offers to undo that. `before`: the
     * result that it had until then.
     */
    filed: z.object({ call: callSchema, before: z.string().nullable() }),
  },
});
