import { z } from 'zod';
import { languageIds } from '../languages.ts';
import { mostAgents } from './agents-on-account.ts';
import { defaultResults, isBuiltInResult, longestResult, mostResults } from './call-result.ts';
import { normalTextSize, textSizes } from './text-size.ts';

const minuteOfDaySchema = z.number().int().min(0).max(1439);

/**
 * From `fromMinute` up to but excluding `toMinute`; past midnight if `fromMinute` is the later one.
 */
export const callingWindowSchema = z
  .object({ fromMinute: minuteOfDaySchema, toMinute: minuteOfDaySchema })
  // An empty window could mean never, and could mean always.
  .refine(({ fromMinute, toMinute }) => fromMinute !== toMinute);
export type CallingWindow = z.infer<typeof callingWindowSchema>;

const countryCodeSchema = z.string().regex(/^[A-Z]{2}$/);

const resultWordSchema = z.string().trim().min(1).max(longestResult);
export const callResultSchema = z
  .object({
    id: resultWordSchema,
    name: resultWordSchema.nullable(),
    marksDoNotCall: z.boolean(),
  })
  .refine(({ id, name }) => name !== null || isBuiltInResult(id));

/** The agent's choices; how calls are placed is in the call profiles. */
export const settingsSchema = z.object({
  language: z.enum(['system', ...languageIds]).default('system'),
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  /** Zoom of the main window, in percent. */
  textSizePercent: z.literal(textSizes).default(normalTextSize),
  /** ISO 3166 alpha-2: decides how numbers without a country code are read. */
  defaultCountry: countryCodeSchema.default('IN'),
  /**
   * How many people call through this account; null if unknown. Decides how often Handset may poll.
   */
  agentsOnAccount: z.number().int().min(1).max(mostAgents).nullable().default(null),
  statusCallbacksEnabled: z.boolean().default(false),
  /** Port on this computer only; a tunnel or relay brings callbacks here. */
  statusCallbacksPort: z.number().int().min(1024).max(65_535).default(47_800),
  /** The public address of the tunnel or relay, without the secret path. */
  statusCallbacksUrl: z
    .union([z.literal(''), z.url({ protocol: /^https?$/ }).max(300)])
    .default(''),
  /** How long calls are kept, with notes and recordings; null for ever. */
  keepCallsDays: z.number().int().min(7).max(3_650).nullable().default(null),
  downloadRecordings: z.enum(['auto', 'on_demand']).default('auto'),
  /**
   * The space recordings may take on this computer, in gigabytes of 10^9 bytes; null for no limit.
   */
  recordingsQuotaGb: z.number().int().min(1).max(1_000).nullable().default(null),
  /** How long a recording stays on this computer; null for ever. */
  recordingsKeepDays: z.number().int().min(1).max(3_650).nullable().default(null),
  /**
   * When people may be called, by country and in minutes of their own day; a country without an
   * entry may be called at any time. India: TRAI's TCCCPR bars commercial calls from 21:00 to
   * 09:00; USA: the FCC's TCPA rules (47 CFR 64.1200) bar them before 08:00 and after 21:00.
   */
  callingHours: z.record(countryCodeSchema, callingWindowSchema).default({
    IN: { fromMinute: 540, toMinute: 1260 },
    US: { fromMinute: 480, toMinute: 1260 },
  }),
  hotkeyEnabled: z.boolean().default(true),
  /** Electron accelerator; a modifier is required. */
  hotkey: z.string().max(60).default('CommandOrControl+Shift+D'),
  /** Changes between available and a break, while a floor is joined; empty for none. */
  availabilityHotkey: z.string().max(60).default(''),
  hotkeyMode: z.enum(['countdown', 'at_once', 'ask']).default('countdown'),
  countdownSeconds: z.number().int().min(1).max(10).default(3),
  notifyCallEnded: z.boolean().default(true),
  launchAtLogin: z.boolean().default(false),
  /** Results of a call, in the order of their digit keys. */
  results: z
    .array(callResultSchema)
    .max(mostResults)
    .refine((results) => new Set(results.map(({ id }) => id)).size === results.length)
    .default([...defaultResults]),
});
export type Settings = z.infer<typeof settingsSchema>;
export type CallingHours = Settings['callingHours'];
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
