import { z } from 'zod';

export const regionSchema = z.enum(['singapore', 'mumbai', 'custom']);
export type Region = z.infer<typeof regionSchema>;

/** An account sid is one path segment of the API's address. */
export const accountSidSchema = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9_-]{1,64}$/);

/** The account without its secrets: safe for disk, log and renderer. */
export const accountSchema = z.object({
  region: regionSchema,
  /** Origin without a trailing slash, for example `https://ccm-api.in.exotel.com`. */
  baseUrl: z.string(),
  accountSid: accountSidSchema,
  /** E.164 number or `sip:` address that rings first. */
  agentUri: z.string(),
  /** The ExoPhone: E.164 or Indian local form, as Exotel knows it. */
  virtualNumber: z.string(),
});
export type Account = z.infer<typeof accountSchema>;

/**
 * Where key and token are. `memory`: gone when Handset quits. `missing`: the keychain has none for
 * this account. `unanswered`: it did not respond.
 */
export const secretPlaceSchema = z.enum(['keychain', 'memory', 'missing', 'unanswered']);

/**
 * Whether a dial could succeed, as far as is known: `checking` while Exotel is asked, `untested` if
 * it did not say, `wrong_phone` if the agent's own cannot be rung.
 */
export const readinessSchema = z.enum([
  'ready',
  'checking',
  'untested',
  'wrong_credentials',
  'wrong_account',
  'wrong_phone',
  'unreachable',
  'no_secret',
  'no_account',
]);
export type Readiness = z.infer<typeof readinessSchema>;

export const accountViewSchema = z.object({
  mode: z.enum(['none', 'practice', 'real']),
  /** The real account if one is set up, whichever mode is on. */
  account: accountSchema.nullable(),
  /** Display forms of the real account's numbers. */
  display: z.object({ agent: z.string(), virtualNumber: z.string() }).nullable(),
  /** The account that calls now, practice included. */
  active: accountSchema.nullable(),
  /** Display forms of the active account's numbers. */
  agentDisplay: z.string().nullable(),
  virtualNumberDisplay: z.string().nullable(),
  secretPlace: secretPlaceSchema,
  readiness: readinessSchema,
});
export type AccountView = z.infer<typeof accountViewSchema>;

/** What onboarding sends. Empty key and token keep the stored ones. */
export const accountDraftSchema = z.object({
  region: regionSchema,
  baseUrl: z.string().max(300),
  accountSid: z.string().max(100),
  apiKey: z.string().max(300),
  apiToken: z.string().max(300),
  agentUri: z.string().max(200),
  virtualNumber: z.string().max(40),
});
export type AccountDraft = z.infer<typeof accountDraftSchema>;
