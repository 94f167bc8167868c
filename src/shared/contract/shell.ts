import { z } from 'zod';
import { appErrorSchema } from '../domain/app-error.ts';
import { callSchema, dialSourceSchema } from '../domain/call.ts';
import { numberCandidateSchema } from '../domain/phone-number.ts';
import { area, command } from './define.ts';
import { dialConfirmationSchema } from './dialing.ts';

/** A dial that waits for its countdown, or for the agent's word. */
export const pendingDialSchema = z.object({
  id: z.string(),
  /** Null while the agent has to choose one of several numbers. */
  number: z.string().nullable(),
  display: z.string().nullable(),
  /** The numbers to choose from; empty when there is one. */
  choices: z.array(numberCandidateSchema),
  /** Digits to press after the answer. */
  extension: z.string().nullable(),
  name: z.string().nullable(),
  doNotCall: z.boolean(),
  country: z.string().nullable(),
  lastCalledAt: z.number().nullable(),
  practice: z.boolean(),
  /** Epoch milliseconds at which it dials by itself; null: only on the agent's word. */
  dialAt: z.number().nullable(),
  /** The whole countdown, for its bar. */
  countdownMs: z.number().nullable(),
  /** Why the gate asks: its sentence stands in place of the countdown. */
  question: z
    .object({ code: z.string(), message: z.string(), hint: z.string().optional() })
    .nullable(),
});
export type PendingDial = z.infer<typeof pendingDialSchema>;

/** Something the agent should know for as long as it is so. */
export const noticeSchema = z.object({
  code: z.enum([
    'no_keychain',
    'secret_missing',
    'keychain_silent',
    'hotkey_taken',
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
  pendingDial: pendingDialSchema.nullable(),
  /** The call that the small window is about; null: the newest one. */
  miniCallId: z.string().nullable(),
});
export type ShellStatus = z.infer<typeof shellStatusSchema>;

/** A dial that was not made, and what the agent has insisted on so far. */
export const refusedDialSchema = z.object({
  number: z.string(),
  source: dialSourceSchema,
  error: appErrorSchema,
  confirmed: z.array(dialConfirmationSchema),
  /** Which account it was meant for. */
  practice: z.boolean(),
  againOf: z.string().optional(),
});
export type RefusedDial = z.infer<typeof refusedDialSchema>;

export const shell = area({
  commands: {
    status: command(z.object({}), shellStatusSchema),
    copyText: command(z.object({ text: z.string().max(20_000) }), z.null()),
    confirmPendingDial: command(z.object({ id: z.string() }), z.null()),
    /** One of its `choices` (E.164): the dial goes on with it. */
    choosePendingNumber: command(
      z.object({ id: z.string(), number: z.string().max(40) }),
      z.null(),
    ),
    cancelPendingDial: command(z.object({ id: z.string() }), z.null()),
    /** Ends Handset; what goes on is followed again at the next start. */
    quit: command(z.object({}), z.null()),
    dismissNotice: command(z.object({ code: z.string().max(60) }), z.null()),
    /** Brings the main window forward, at a call when one is named. */
    openMain: command(z.object({ callId: z.string().max(64).nullable() }), z.null()),
    /** The small always-on-top window. */
    setMini: command(z.object({ open: z.boolean() }), z.null()),
    /** What the small window shows needs this height, in CSS pixels. */
    fitMini: command(z.object({ height: z.number().int().min(40).max(1000) }), z.null()),
  },
  events: {
    changed: shellStatusSchema,
    /** Main asks the main window to show a call. */
    openCall: z.object({ id: z.string() }),
    /**
     * The call of the small window was filed: the main window offers to take that back. `before`:
     * the result that it had until then.
     */
    filed: z.object({ call: callSchema, before: z.string().nullable() }),
    /** A dial from elsewhere was refused, and only the main window can take what it needs. */
    dialInMain: refusedDialSchema,
  },
});
