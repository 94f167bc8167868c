import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callProfileSchema } from '../../../src/shared/domain/call-profile.ts';
import {
  type CallProfile,
  defaultProfile,
  profileFaults,
} from '../../../src/shared/domain/call-profile-rules.ts';
import { anyProfile, fullProfile, profile } from '../../support/profiles.ts';

const faultsOf = (changes: Partial<CallProfile>) =>
  profileFaults(profile(changes)).map(({ parameter, rule }) => `${parameter}: ${rule}`);

test('by default the line is checked, and both sides are recorded', () =>
  expect(defaultProfile).toMatchObject({
    stateManagement: true,
    record: true,
    recordingChannels: 'dual',
    recordingFormat: 'mp3',
    customText: '',
  }));

test('the default, and a profile with everything, have no fault', () => {
  expect(profileFaults(defaultProfile)).toEqual([]);
  expect(profileFaults(fullProfile)).toEqual([]);
  fc.assert(
    fc.property(anyProfile, (one) => {
      expect(profileFaults(one)).toEqual([]);
      expect(callProfileSchema.parse(one)).toEqual(one);
    }),
    { seed: 3 },
  );
});

describe('every fault names its parameter', () => {
  test.each<[Partial<CallProfile>, string]>([
    [{ name: ' ' }, 'name: missing'],
    [{ name: 'x'.repeat(41) }, 'name: too_long'],
    [{ name: 'a\tb' }, 'name: control_characters'],
    [{ maxTimeLimitSeconds: 59 }, 'max_time_limit: out_of_bounds'],
    [{ maxTimeLimitSeconds: 14_401 }, 'max_time_limit: out_of_bounds'],
    [{ maxTimeLimitSeconds: 60.5 }, 'max_time_limit: out_of_bounds'],
    [{ maxTimeLimitSeconds: Number.NaN }, 'max_time_limit: out_of_bounds'],
    [{ attemptTimeOutSeconds: 9 }, 'attempt_time_out: out_of_bounds'],
    [{ attemptTimeOutSeconds: 121 }, 'attempt_time_out: out_of_bounds'],
    [{ customText: 'x'.repeat(81) }, 'custom_field: too_long'],
    [{ customText: 'a\nb' }, 'custom_field: control_characters'],
    [{ playbacks: Array(11).fill(fullProfile.playbacks[0]) }, 'playback: too_many'],
    [
      { statusCallbacks: Array(11).fill(fullProfile.statusCallbacks[0]) },
      'status_callback: too_many',
    ],
  ])('%j is %s', (changes, fault) => {
    expect(faultsOf(changes)).toEqual([fault]);
  });

  test('bounds themselves are good', () => {
    expect(faultsOf({ maxTimeLimitSeconds: 60, attemptTimeOutSeconds: 120 })).toEqual([]);
    expect(faultsOf({ maxTimeLimitSeconds: 14_400, attemptTimeOutSeconds: 10 })).toEqual([]);
    expect(faultsOf({ name: 'x'.repeat(40), customText: 'x'.repeat(80) })).toEqual([]);
    expect(faultsOf({ playbacks: Array(10).fill(fullProfile.playbacks[0]) })).toEqual([]);
  });
});

describe('addresses', () => {
  test.each([
    ['https://a.example/x.wav', []],
    ['http://a.example/x.WAV?v=2', []],
    ['https://a.example/x.mp3', ['wait_audio_url: no_wav_address']],
    ['ftp://a.example/x.wav', ['wait_audio_url: no_wav_address']],
    ['https://a.example/x.wav\n', ['wait_audio_url: no_wav_address']],
    ['https:a.example/x.wav', ['wait_audio_url: no_wav_address']],
    ['x.wav', ['wait_audio_url: no_wav_address']],
    [`https://a.example/${'x'.repeat(1_978)}.wav`, []],
    [`https://a.example/${'x'.repeat(1_979)}.wav`, ['wait_audio_url: too_long']],
  ])('%s to wait by', (waitAudioUrl, faults) => {
    expect(faultsOf({ waitAudioUrl })).toEqual(faults);
  });

  test.each(['', ' ', 'hooks.example.com', 'ws://a.example', 'javascript:alert(1)', 'https://a b'])(
    '“%s” is no callback and no playback, and the place in the list is told',
    (url) => {
      const [callback, playback] = [fullProfile.statusCallbacks[0], fullProfile.playbacks[0]];
      if (!callback || !playback) throw new Error('the full profile lacks its lists');
      expect(
        faultsOf({
          statusCallbacks: [callback, { ...callback, url }],
          playbacks: [playback, { ...playback, url }],
        }),
      ).toEqual(['status_callback[1].url: no_http_address', 'playback[1].value: no_http_address']);
    },
  );

  test.each([
    ['ws://a.example', []],
    ['wss://a.example/x?y=z', []],
    ['https://a.example', ['streaming.url: no_websocket_address']],
    ['', ['streaming.url: no_websocket_address']],
  ])('“%s” to stream to', (url, faults) => {
    expect(faultsOf({ streaming: { url, begin: 'from_leg_connect' } })).toEqual(faults);
  });
});
