import { z } from 'zod';
import { reasonQuestions } from './dial-questions.ts';
import { numberProblems } from './number-problem.ts';

const dialErrorCodes = [
  ...numberProblems,
  /** The window showed the other account when the agent dialled. */
  'account_switched',
  /** A call of the practice history is not called again on a real account, nor vice versa. */
  'again_practice',
  'again_real',
  /** The call's row cannot be read in full, so it is not certain what would be dialled. */
  'again_unreadable',
  'already_placing',
  'just_dialled',
  'live_call',
  'unknown_call',
  /** A colleague on the floor is calling this customer back. */
  'colleague_calls',
  ...reasonQuestions,
] as const;
/** Refusals of a number, or of the dial gate. */
export type DialErrorCode = (typeof dialErrorCodes)[number];

/**
 * Every way a command can fail, as the agent may see it. Each code has a sentence and a next step
 * in `messages/`; a code without one is a type error there.
 */
export const errorCodes = [
  ...dialErrorCodes,
  // The account that calls.
  'no_account',
  // An account that is being set up.
  'agent_number_invalid',
  'virtual_number_invalid',
  'account_sid_invalid',
  'credentials_missing',
  /** Known before anything else is asked of the agent. */
  'offline',
  // Call profiles.
  'profile_unusable',
  'profile_gone',
  'profile_invalid',
  'profile_name_taken',
  'profile_is_default',
  // Exotel, while testing an account or polling a call.
  'wrong_credentials',
  'wrong_account_sid',
  'wrong_region_singapore',
  'wrong_region_mumbai',
  'provider_refused',
  'provider_rate_limited',
  'provider_unreachable',
  'proxy_refused',
  'provider_unclear',
  'provider_trouble',
  'invalid_base_url',
  // This computer.
  'database_unavailable',
  'database_full',
  'database_read_only',
  'database_busy',
  /** The file was moved or deleted while open: whatever is written would never be read again. */
  'database_gone',
  'not_saved',
  'keychain_unavailable',
  'secret_missing',
  'export_failed',
  'hotkey_taken',
  'hotkey_invalid',
  /** Both of Handset's own shortcuts would be the same. */
  'hotkey_double',
  'clipboard_empty',
  'clipboard_unseen',
  'clipboard_no_number',
  'link_no_number',
  /** Windows, which lets only the agent choose, in its settings. */
  'link_settings_closed',
  // Recordings.
  'recording_none',
  'recording_needs_account',
  'recording_not_ready',
  /** Its row cannot be read. */
  'recording_unreadable',
  'recording_refused',
  'recording_expired',
  'recording_incomplete',
  'recording_not_audio',
  'recording_address_expired',
  'recordings_folder',
  'disk_full',
  'file_missing',
  // Contacts.
  'contact_exists',
  'contact_number_invalid',
  'contact_name_empty',
  // Erasing a person.
  'erase_number_invalid',
  'erase_own_number',
  'erase_live_call',
  'erase_unfinished',
  // Joining a floor.
  'join_text_unreadable',
  'join_text_newer',
  /** An address that is neither encrypted nor on this computer. */
  'join_text_insecure',
  /** The keychain did not take the secret. */
  'join_text_unkept',
  // The rest.
  'not_found',
  'refused_sender',
  'bad_input',
  'internal',
] as const;

export const errorCodeSchema = z.enum(errorCodes);
export type ErrorCode = z.infer<typeof errorCodeSchema>;

/** Values a sentence may need, for example `{{number}}` or `{{seconds}}`. Never a secret. */
export const errorParamsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
export type ErrorParams = z.infer<typeof errorParamsSchema>;

export const appErrorSchema = z.object({
  code: errorCodeSchema,
  /** What happened and what was kept, in the agent's language. */
  message: z.string(),
  /** The next step, in the agent's language. */
  hint: z.string().optional(),
});
export type AppError = z.infer<typeof appErrorSchema>;

/** The result of every command across IPC: errors travel as values, never as exceptions. */
export type Result<T> = { ok: true; value: T } | { ok: false; error: AppError };

/**
 * A failure a service raises on purpose. IPC turns it into an {@link AppError} in the agent's
 * language; anything else that is thrown becomes `internal`, and is logged.
 */
export class AppFailure extends Error {
  readonly code: ErrorCode;
  readonly params: ErrorParams;

  constructor(code: ErrorCode, params: ErrorParams = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'AppFailure';
    this.code = code;
    this.params = params;
  }
}
