import fc from 'fast-check';
import {
  type CallProfile,
  callbackEvents,
  callbackMethods,
  callbackTypes,
  defaultProfile,
  playbackEvents,
  playbackListeners,
  profileLimits,
  recordingChannels,
  recordingFormats,
  streamingBegins,
} from '../../src/shared/domain/call-profile-rules.ts';

export function profile(changes: Partial<CallProfile> = {}): CallProfile {
  return { ...defaultProfile, ...changes };
}

/** A profile in which every parameter differs from the default. */
export const fullProfile = profile({
  name: 'Campaign',
  stateManagement: false,
  record: false,
  recordingChannels: 'single',
  recordingFormat: 'mp3-hq',
  waitAudioUrl: 'https://audio.example.com/wait.wav',
  maxTimeLimitSeconds: 4_000,
  attemptTimeOutSeconds: 45,
  customText: 'order 4711',
  statusCallbacks: [
    {
      event: 'answered',
      url: 'https://hooks.example.com/a',
      method: 'POST',
      contentType: 'application/json',
    },
    {
      event: 'terminal',
      url: 'http://hooks.example.com/t?x=1',
      method: 'GET',
      contentType: 'multipart/form-data',
    },
  ],
  playbacks: [
    { event: 'start', to: 'both', url: 'https://audio.example.com/hello.wav' },
    { event: 'end', to: 'callee', url: 'https://audio.example.com/bye.mp3' },
  ],
  streaming: { url: 'wss://stream.example.com/in', begin: 'to_leg_connect' },
});

const http = fc.webUrl({ withQueryParameters: true, validSchemes: ['http', 'https'] });
const wav = fc
  .webUrl({ validSchemes: ['http', 'https'] })
  .map((url) => `${url.replace(/\/+$/, '')}/tune.wav`);
const printable = (max: number) =>
  fc.string({ maxLength: max, unit: 'binary' }).filter((text) => !/\p{Cc}/u.test(text));
const within = ({ min, max }: { min: number; max: number }) => fc.integer({ min, max });

/** Any profile that may be kept. */
export const anyProfile: fc.Arbitrary<CallProfile> = fc.record({
  name: printable(profileLimits.name / 2).map((text) => `P${text}`.trim()),
  stateManagement: fc.boolean(),
  record: fc.boolean(),
  recordingChannels: fc.constantFrom(...recordingChannels),
  recordingFormat: fc.constantFrom(...recordingFormats),
  waitAudioUrl: fc.oneof(fc.constant(''), wav),
  maxTimeLimitSeconds: within(profileLimits.maxTimeLimitSeconds),
  attemptTimeOutSeconds: within(profileLimits.attemptTimeOutSeconds),
  customText: printable(profileLimits.customText / 2).map((text) => text.trim()),
  statusCallbacks: fc.array(
    fc.record({
      event: fc.constantFrom(...callbackEvents),
      url: http,
      method: fc.constantFrom(...callbackMethods),
      contentType: fc.constantFrom(...callbackTypes),
    }),
    { maxLength: profileLimits.statusCallbacks },
  ),
  playbacks: fc.array(
    fc.record({
      event: fc.constantFrom(...playbackEvents),
      to: fc.constantFrom(...playbackListeners),
      url: http,
    }),
    { maxLength: profileLimits.playbacks },
  ),
  streaming: fc.option(
    fc.record({
      url: fc.webUrl({ validSchemes: ['ws', 'wss'] }),
      begin: fc.constantFrom(...streamingBegins),
    }),
  ),
});
