// Plain words and rules, without zod: the form checks with them as well.

export const recordingChannels = ['single', 'dual'] as const;
export const recordingFormats = ['mp3', 'mp3-hq'] as const;
export const callbackEvents = ['terminal', 'answered'] as const;
export const callbackMethods = ['POST', 'GET'] as const;
export const callbackTypes = ['application/json', 'multipart/form-data'] as const;
/** The documentation's table lists `start` alone; its sample uses `end` as well. */
export const playbackEvents = ['start', 'end'] as const;
export const playbackListeners = ['callee', 'both'] as const;
export const streamingBegins = ['from_leg_connect', 'to_leg_connect'] as const;

export interface ProfileCallback {
  event: (typeof callbackEvents)[number];
  url: string;
  method: (typeof callbackMethods)[number];
  contentType: (typeof callbackTypes)[number];
}
export interface ProfilePlayback {
  event: (typeof playbackEvents)[number];
  to: (typeof playbackListeners)[number];
  url: string;
}
export interface ProfileStreaming {
  url: string;
  begin: (typeof streamingBegins)[number];
}

/**
 * How calls are placed: every optional parameter of the POST in "Outgoing call to connect two
 * numbers" of Exotel's API documentation.
 */
export interface CallProfile {
  name: string;
  /** Ask Exotel to check the agent's line, and to refuse the call while it is busy. */
  stateManagement: boolean;
  record: boolean;
  recordingChannels: (typeof recordingChannels)[number];
  recordingFormat: (typeof recordingFormats)[number];
  /** Played to the agent while the customer's phone rings. Empty: the ringing tone. */
  waitAudioUrl: string;
  maxTimeLimitSeconds: number;
  /** Ring time of each leg. */
  attemptTimeOutSeconds: number;
  /** The agent's part of `custom_field`; the intent's id is added behind it. */
  customText: string;
  statusCallbacks: ProfileCallback[];
  playbacks: ProfilePlayback[];
  streaming: ProfileStreaming | null;
}

/** A profile's fields by the API's names; `name` is Handset's own. */
export const parameters = {
  name: 'name',
  stateManagement: 'from.state_management',
  record: 'recording.record',
  recordingChannels: 'recording.channels',
  recordingFormat: 'recording.format',
  waitAudioUrl: 'wait_audio_url',
  maxTimeLimitSeconds: 'max_time_limit',
  attemptTimeOutSeconds: 'attempt_time_out',
  customText: 'custom_field',
  statusCallbacks: 'status_callback',
  playbacks: 'playback',
  streaming: 'streaming',
} as const satisfies Record<keyof CallProfile, string>;

/** The first profile of a fresh database. Times are Exotel's own defaults. */
export const defaultProfile: CallProfile = {
  name: 'Standard',
  stateManagement: true,
  record: true,
  recordingChannels: 'dual',
  recordingFormat: 'mp3',
  waitAudioUrl: '',
  maxTimeLimitSeconds: 14_400,
  attemptTimeOutSeconds: 30,
  customText: '',
  statusCallbacks: [],
  playbacks: [],
  streaming: null,
};

/** Handset's own bounds where the API names none. Lengths in characters, times in seconds. */
export const profileLimits = {
  name: 40,
  /** `custom_field` takes 128; the intent's id needs the rest. */
  customText: 80,
  url: 2_000,
  maxTimeLimitSeconds: { min: 60, max: 14_400 },
  attemptTimeOutSeconds: { min: 10, max: 120 },
  statusCallbacks: 10,
  playbacks: 10,
} as const;

export type FaultRule =
  | 'missing'
  | 'too_long'
  | 'control_characters'
  | 'out_of_bounds'
  | 'no_http_address'
  | 'no_wav_address'
  | 'no_websocket_address'
  | 'too_many';

/** One thing about a profile that Exotel, or Handset, would not take. */
export interface ProfileFault {
  /** The parameter by the API's name, for example `status_callback[0].url`; `name` is Handset's own. */
  parameter: string;
  rule: FaultRule;
  min?: number;
  max?: number;
}

/** What is wrong with a profile's values; empty: calls may be placed with it. Pure. */
export function profileFaults(profile: CallProfile): ProfileFault[] {
  const { waitAudioUrl, statusCallbacks, playbacks, streaming } = profile;
  return [
    ...nameFaults(profile.name),
    ...(waitAudioUrl === '' ? [] : addressFaults(parameters.waitAudioUrl, waitAudioUrl, 'wav')),
    ...boundsFaults(profile, 'maxTimeLimitSeconds'),
    ...boundsFaults(profile, 'attemptTimeOutSeconds'),
    ...textFaults(parameters.customText, profile.customText, profileLimits.customText),
    ...countFaults(parameters.statusCallbacks, statusCallbacks, profileLimits.statusCallbacks),
    ...statusCallbacks.flatMap(({ url }, index) =>
      addressFaults(`${parameters.statusCallbacks}[${index}].url`, url, 'http'),
    ),
    ...countFaults(parameters.playbacks, playbacks, profileLimits.playbacks),
    ...playbacks.flatMap(({ url }, index) =>
      addressFaults(`${parameters.playbacks}[${index}].value`, url, 'http'),
    ),
    ...(streaming ? addressFaults(`${parameters.streaming}.url`, streaming.url, 'websocket') : []),
  ];
}

function nameFaults(name: string): ProfileFault[] {
  if (name.trim() === '') return [{ parameter: 'name', rule: 'missing' }];
  return textFaults('name', name, profileLimits.name);
}

function textFaults(parameter: string, text: string, max: number): ProfileFault[] {
  if (text.length > max) return [{ parameter, rule: 'too_long', max }];
  return /\p{Cc}/u.test(text) ? [{ parameter, rule: 'control_characters' }] : [];
}

function boundsFaults(
  profile: CallProfile,
  field: 'maxTimeLimitSeconds' | 'attemptTimeOutSeconds',
): ProfileFault[] {
  const { min, max } = profileLimits[field];
  const value = profile[field];
  const good = Number.isInteger(value) && value >= min && value <= max;
  return good ? [] : [{ parameter: parameters[field], rule: 'out_of_bounds', min, max }];
}

function countFaults(parameter: string, list: readonly unknown[], max: number): ProfileFault[] {
  return list.length > max ? [{ parameter, rule: 'too_many', max }] : [];
}

const addressKinds = {
  http: { protocols: ['http:', 'https:'], rule: 'no_http_address' },
  wav: { protocols: ['http:', 'https:'], rule: 'no_wav_address' },
  websocket: { protocols: ['ws:', 'wss:'], rule: 'no_websocket_address' },
} as const;

function addressFaults(
  parameter: string,
  address: string,
  kind: keyof typeof addressKinds,
): ProfileFault[] {
  const { protocols, rule } = addressKinds[kind];
  if (address.length > profileLimits.url)
    return [{ parameter, rule: 'too_long', max: profileLimits.url }];
  // `URL` would mend spaces and line breaks; what is sent is the text itself.
  if (/[\s\p{Cc}]/u.test(address) || !URL.canParse(address)) return [{ parameter, rule }];
  const { protocol, pathname } = new URL(address);
  const scheme = (protocols as readonly string[]).includes(protocol) && address.includes('://');
  const wav = kind !== 'wav' || pathname.toLowerCase().endsWith('.wav');
  return scheme && wav ? [] : [{ parameter, rule }];
}
