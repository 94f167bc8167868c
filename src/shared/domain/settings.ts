import { z } from 'zod';

/** Bounds of the API's own parameters, in seconds; see docs/architecture.md for their source. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'hi']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** ISO 3166 alpha-2: how numbers without a country code are read. */
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('IN'),
  record: z.boolean().default(true),
  recordingChannels: z.enum(['single', 'dual']).default('dual'),
  recordingFormat: z.enum(['mp3', 'mp3-hq']).default('mp3'),
  /** Exotel's default is 4 hours. */
  maxTimeLimitSeconds: z.number().int().min(60).max(14_400).default(14_400),
  /** Ring time of each leg. Exotel's default is 30 seconds. */
  attemptTimeOutSeconds: z.number().int().min(10).max(120).default(30),
  /** Ask Exotel to refuse the call when the agent's line is busy. */
  stateManagement: z.boolean().default(true),
  /** How many people call through this account; null: unknown. Decides how often Handset may ask. */
  agentsOnAccount: z.number().int().min(1).max(2_000).nullable().default(null),
  statusCallbacksEnabled: z.boolean().default(false),
  /** On this computer only; a tunnel or relay brings callbacks here. */
  statusCallbacksPort: z.number().int().min(1024).max(65_535).default(47_800),
  /** Where the tunnel or relay is reached from outside, without the secret path. */
  statusCallbacksUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)])
    .default(''),
  downloadRecordings: z.enum(['auto', 'on_demand']).default('auto'),
  hotkeyEnabled: z.boolean().default(true),
  /** Electron accelerator; a modifier is required. */
  hotkey: z.string().max(60).default('CommandOrControl+Shift+D'),
  hotkeyMode: z.enum(['countdown', 'at_once', 'ask']).default('countdown'),
  countdownSeconds: z.number().int().min(1).max(10).default(3),
  notifyCallEnded: z.boolean().default(true),
  launchAtLogin: z.boolean().default(false),
  /** Up to nine words, one per digit key. */
  dispositions: z
    .array(z.string().trim().min(1).max(40))
    .max(9)
    .default([
      'Interested',
      'Call later',
      'No answer',
      'Wrong number',
      'Not interested',
      'Do not call',
    ]),
});
export type Settings = z.infer<typeof settingsSchema>;
export const settingsPatchSchema = z.object(
  Object.fromEntries(
    Object.entries(settingsSchema.shape).map(([key, field]) => [key, field.unwrap().optional()]),
  ) as {
    [K in keyof typeof settingsSchema.shape]: z.ZodOptional<
      ReturnType<(typeof settingsSchema.shape)[K]['unwrap']>
    >;
  },
);
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

export const defaultSettings: Settings = settingsSchema.parse({});
