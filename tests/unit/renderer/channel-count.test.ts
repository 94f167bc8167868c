import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { channelCount } from '../../../src/renderer/src/features/recordings/channel-count.ts';
import { silentMp3, silentWav } from '../../support/sound-files.ts';

/** MPEG 2, layer III, 8 kbit/s, 16 kHz: the mode's two bits are the last byte's first. */
const frame = (mode: number) => [0xff, 0xf3, 0x18, mode << 6];

test.each([1, 2] as const)('a WAV with %s channels', (channels) => {
  expect(channelCount(silentWav({ channels, seconds: 1 }))).toBe(channels);
});

test('a WAV whose format stands behind other chunks', () => {
  const wav = silentWav({ channels: 2, seconds: 1 });
  const odd = Buffer.from([...Buffer.from('LIST'), 3, 0, 0, 0, 1, 2, 3, 0]);
  const moved = Buffer.concat([wav.subarray(0, 12), odd, wav.subarray(12)]);
  expect(channelCount(moved)).toBe(2);
});

test.each([
  ['stereo', 0, 2],
  ['joint stereo', 1, 2],
  ['dual channel', 2, 2],
  ['mono', 3, 1],
])('an MP3 in %s', (_, mode, channels) => {
  expect(channelCount(Uint8Array.from(frame(mode)))).toBe(channels);
});

test('an MP3 behind an ID3 tag, whose bytes may look like a frame', () => {
  const tag = [...Buffer.from('ID3'), 4, 0, 0, 0, 0, 1, 4, ...new Array(132).fill(0xff)];
  expect(channelCount(Uint8Array.from([...tag, ...frame(3)]))).toBe(1);
});

test('the practice recording has two, and so has a silent one', () => {
  expect(channelCount(silentMp3(1))).toBe(2);
  const sample = new URL('../../../resources/practice/sample.mp3', import.meta.url);
  expect(channelCount(readFileSync(sample))).toBe(2);
});

test.each([
  ['nothing', ''],
  ['a text', '<html>not found</html>'],
  ['half a WAV header', 'RIFF....WAVE'],
])('%s does not tell', (_, text) => {
  expect(channelCount(Buffer.from(text))).toBeNull();
});
