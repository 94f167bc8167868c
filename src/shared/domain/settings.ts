import { z } from 'zod';

/** The agent's choices; how calls are placed is in the call profiles. */
export const settingsSchema = z.object({
  language: z.enum(['system', 'en', 'hi']).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** ISO 3166 alpha-2: how numbers without a country code are read. */
  defaultCountry: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default('IN'),
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
  /** What recordings may take on this computer, in gigabytes of 10^9 bytes; null: no limit. */
  recordingsQuotaGb: z.number().int().min(1).max(1_000).nullable().default(null),
  /** How long a recording stays on this computer; null: for ever. */
  recordingsKeepDays: z.number().int().min(1).max(3_650).nullable().default(null),
  hotkeyEnabled: z.boolean().default(true),
  /** Electron accelerator; a modifier is required. */
  hotkey: z.string().max(60).default('CommandOrControl+Shift+D'),
  hotkeyMode: z.enum(['countdown', 'at_once', 'ask']).default('countdown'),
  countdownSeconds: z.number().int().min(1).max(10).default(3),
  notifyCallEnded: z.boolean().default(true),
  launchAtLogin: z.boolean().default(false),
  /** Results of a call: up to nine words, one per digit key. Null: the language's own list. */
  dispositions: z.array(z.string().trim().min(1).max(40)).max(9).nullable().default(null),
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
