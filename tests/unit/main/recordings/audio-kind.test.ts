import { expect, test } from 'vitest';
import { audioExtension, statedLength } from '../../../../src/main/recordings/audio-kind.ts';

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1');
const sound = Buffer.from([0, 1, 2, 3, 200, 201, 202, 203]);
const behind = (text: string): Buffer => Buffer.concat([bytes(text), sound]);

const labels = ['', 'audio/mpeg', 'binary/octet-stream', 'text/html'];

test.each([
  ['wav', behind('RIFF\x24\0\0\0WAVEfmt ')],
  ['wav', behind('RF64\xff\xff\xff\xffWAVEds64')],
  ['mp3', behind('ID3\x04\0\0')],
  ['mp3', Buffer.from([0xff, 0xfb, 0x90, 0x64, 0])],
  ['mp3', Buffer.from([0xff, 0xf3, 0x40, 0xc4, 0])],
  ['mp3', Buffer.from([0xff, 0xe3, 0x18, 0xc4, 0])],
  ['mp3', Buffer.from([0, 0, 0, 0xff, 0xfb, 0x90, 0x64])],
  ['ogg', behind('OggS\0\x02')],
  ['flac', behind('fLaC\0')],
  ['amr', behind('#!AMR\n')],
  ['amr', behind('#!AMR-WB\n')],
  ['3gp', behind('\0\0\0\x18ftyp3gp4')],
  ['m4a', behind('\0\0\0\x18ftypM4A ')],
  ['m4a', behind('\0\0\0\x18ftypisom')],
  ['aiff', behind('FORM\0\0\0\x20AIFF')],
  ['au', behind('.snd\0\0\0\x18')],
  ['webm', behind('\x1a\x45\xdf\xa3')],
  ['aac', Buffer.from([0xff, 0xf1, 0x50, 0x80])],
])('%s, whatever its label says: %j', (extension, head) => {
  for (const label of labels) expect(audioExtension(head, label)).toBe(extension);
});

test.each([
  ['a page', bytes('<!DOCTYPE html><html><body>Sign in</body></html>')],
  ['JSON', bytes('{"error":"not found"}')],
  ['XML', bytes('<?xml version="1.0"?><Error/>')],
  ['a word', bytes('Not found')],
  ['UTF-16', Buffer.from('\ufeff{"a":1}', 'utf16le')],
  ['UTF-16, the other way round', Buffer.from([0xfe, 0xff, 0, 0x7b])],
  ['UTF-8 with its mark', Buffer.from('\ufeff<html>\0', 'utf8')],
  ['nothing', Buffer.alloc(0)],
  ['a packed file', Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), sound])],
  ['a PDF', behind('%PDF-1.7')],
  ['a ZIP', behind('PK\x03\x04')],
  ['a picture', behind('\x89PNG\r\n\x1a\n')],
  ['a picture in a box', behind('\0\0\0\x18ftypheic')],
  ['RIFF that is no sound', behind('RIFF\x24\0\0\0WEBPVP8 ')],
  ['a frame of no known bit rate', Buffer.from([0xff, 0xfb, 0xf0, 0x64, 0x20])],
])('%s is no audio, even if it is called so', (_, head) => {
  const text = head.length > 5 && head[0] === 0xff ? '' : 'audio/mpeg';
  expect(audioExtension(head, text)).toBeNull();
});

test.each([
  ['audio/mpeg', 'mp3'],
  ['audio/x-wav; codecs=1', 'wav'],
  ['Audio/OGG', 'ogg'],
  ['audio/something-new', 'mp3'],
  ['application/octet-stream', null],
  ['', null],
])('unknown binary bytes that are called %j: %s', (label, extension) => {
  expect(audioExtension(sound, label)).toBe(extension);
});

test.each([
  [36, 44],
  [0, null],
  [0xffff_ffff, null],
  [0x7fff_f024, null],
])('a WAV that states %d has %s bytes', (stated, length) => {
  const head = bytes('RIFF\0\0\0\0WAVEfmt ');
  head.writeUInt32LE(stated, 4);
  expect(statedLength(head)).toBe(length);
});

test('other files state no length', () => {
  expect(statedLength(bytes('ID3\x04\0\0\0\0\0\0\0\0'))).toBeNull();
  expect(statedLength(bytes('RIFF'))).toBeNull();
});
