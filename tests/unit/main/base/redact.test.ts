import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../../../src/main/base/redact.ts';
import { digitsIn, writtenNumber } from '../../../support/redaction-corpus.ts';

test('what has a shape that no number has stays', () => {
  for (const text of [
    'Handset 1.2.3 starts on Electron 45.4.1',
    'HTTP 409, code 10706, after 1500 ms',
    'call 550e8400-e29b-41d4-a716-446655440000 ended',
    'sid 3f3fedf8f0928550a60bfa6302dc16b2',
    '{"sid":"11111111111111111111111111111a11","state":"ended"}',
    `sha256 ${'0123456789abcdef'.repeat(4)}`,
    'version 0.1.0-rc.4 on linux',
    'connect ECONNREFUSED 127.0.0.1:54321',
    'listening on 192.168.100.200:8080',
    '2026-01-05T10:00:00.000Z and 2022-11-02 23:49:52+05:30',
    'since 2026-01-05, for 86400 s',
    'at file:///app/out/main/index.js:12:345678',
  ])
    expect(redact(text)).toBe(text);
});

test('what only looks like a moment or an address is a number', () => {
  for (const text of ['+91 2012-10-12', '98 2012-10-12', '2012-10-12 345', '91.98.76.54.32.10'])
    expect(redact(text)).toMatch(/^…\d{3}$/);
});

test('credentials, addresses and signatures go', () => {
  const lines = [
    'Authorization: Basic Y2FuYXJ5OmNhbmFyeQ==',
    '{"authorization":"Basic Y2FuYXJ5OmNhbmFyeQ=="}',
    'authorization=Token canary, canary',
    'Bearer canary.canary-canary',
    'basic%20Y2FuYXJ5OmNhbmFyeQ%3D%3D',
    'https://canary:canary@ccm-api.exotel.com/v3',
    'https://canary:can@ary@ccm-api.exotel.com/v3',
    'u=https%3A%2F%2Fcanary%3Acanary%40ccm-api.exotel.com%2Fv3',
    'sip:canary@voip.exotel.com',
    'sips:canary@voip.exotel.com:5061',
    'from=sip%3Acanary%40voip.exotel.com',
    'SIP:canary;transport=tls',
    'written by canary.canary@example.com',
    'https://s3/x.mp3?X-Amz-Signature=canary&X-Amz-Credential=canary&Expires=canary',
    'https://s3/x.mp3?AWSAccessKeyId=canary&Signature=canary',
    'https://gcs/x.mp3?x-goog-signature=canary&sig=canary',
    'u=https%3A%2F%2Fs3%2Fx.mp3%3FX-Amz-Signature%3Dcanary',
    '{"apiKey":"canary","apiToken":"can\\"ary","api_key": "canary"}',
    String.raw`{"body":"{\"apiToken\":\"canary\"}"}`,
    "token='canary' password=canary secret: canary",
    'https://host/?api_token=canary&x=1',
  ];
  for (const line of lines) expect(redact(line)).not.toMatch(/canary|can|ary|Y2FuYXJ5/);
});

test.each([
  ['Authorization: Basic Y2FuYXJ5\nHost: a', 'Authorization: [secret]\nHost: a'],
  ['{"authorization":"Basic Y2FuYXJ5"}', '{"authorization":[secret]'],
  ['authorization = Token canary, canary', 'authorization = [secret]'],
  ['sent Basic  Y2FuYXJ5 twice', 'sent Basic [secret] twice'],
  ['https://canary:canary@host/v3', 'https://[secret]@host/v3'],
  ['u=https%3A%2F%2Fcanary%3Acanary%40host%2Fv3', 'u=https%3A%2F%2F[secret]%40host%2Fv3'],
  ['x.mp3?X-Amz-Signature=canary&part=2', 'x.mp3?X-Amz-Signature=[secret]&part=2'],
  ['u=x.mp3%3Fsig%3Dcanary&part=2', 'u=x.mp3%3Fsig%3D[secret]&part=2'],
  ['{"token":"can\\" ary","part":2}', '{"token":[secret],"part":2}'],
  ["password = 'can ary', part 2", 'password = [secret], part 2'],
  ['access_token=canary&part=2', 'access_token=[secret]&part=2'],
  ['apiKey: canary, part 2', 'apiKey: [secret], part 2'],
  ['access key=canary part 2', 'access key=[secret] part 2'],
  ['accesskey=canary passwd=canary', 'accesskey=[secret] passwd=[secret]'],
  ['my key=1, this is a secret', 'my key=1, this is a secret'],
  ['to sip:canary@host.example;transport=tls', 'to sip:[address];transport=tls'],
  ['by canary@mail2.voip-2.example.com, then', 'by [address], then'],
  ['by canary%40example.com&part=2', 'by [address]&part=2'],
  ['two @ once, a@b, c@d e.f', 'two @ once, a@b, c@d e.f'],
])('what goes, and what stays around it: %s', (text, left) => expect(redact(text)).toBe(left));

test('redacting twice is redacting once', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        writtenNumber.map(({ text }) => text),
      ),
      (text) => {
        expect(redact(redact(text))).toBe(redact(text));
      },
    ),
  );
});

describe('phone numbers', () => {
  test('of 10,000, however written and wherever they stand, three digits survive at most', () => {
    fc.assert(
      fc.property(writtenNumber, ({ national, text, surroundings }) => {
        // The corpus must hold what it says, else nothing is proven.
        if (!digitsIn(text).includes(national)) throw new Error('the number is not there');
        const [left, there] = [digitsIn(redact(text)), digitsIn(surroundings)];
        for (let at = 0; at + 4 <= national.length; at += 1) {
          const four = national.slice(at, at + 4);
          if (left.includes(four) && !there.includes(four)) throw new Error(`${four} is left`);
        }
      }),
      { numRuns: 10_000, seed: 20_260_105 },
    );
  });

  test('the last three stay, so that a line can be told from another', () => {
    expect(redact('dialled +91 98765 43210')).toBe('dialled …210');
    expect(redact('dialled+919876543210.')).toBe('dialled…210.');
    expect(redact('९८७६५४३२१०')).toBe('…२१०');
  });

  test('a longer run of digits is no hiding place', () => {
    expect(redact('00000009876543210000')).toBe('…000');
    expect(redact('1767607200000')).toBe('…000');
  });
});

test('no text, however long, holds it up', () => {
  // From a pattern that backtracks each of these takes minutes, and the test’s time is up.
  for (const piece of [
    '1',
    '1 ',
    'a',
    'a.',
    '-',
    '%20',
    '://',
    '%3A%2F%2F',
    'api_key ',
    '2026-01-',
  ])
    redact(piece.repeat(200_000 / piece.length));
});

test('the secret path of status callbacks goes, the recording’s address stays', () => {
  const secret = 'q0N-3vYzA_8kLmP5tRw7xB2cD4eF6gHj';
  expect(redact(`url https://relay.example/exotel/${secret} is not valid`)).toBe(
    'url https://relay.example/exotel/[secret] is not valid',
  );
  expect(redact(`https%3A%2F%2Frelay.example%2Fexotel%2F${secret}`)).toBe(
    'https%3A%2F%2Frelay.example%2Fexotel%2F[secret]',
  );
  expect(redact('https://relay.example/exotel/calls')).toBe('https://relay.example/exotel/calls');
  expect(redact('https://hooks.example/x?key=abc123def')).toBe(
    'https://hooks.example/x?key=[secret]',
  );
  const sid = 'cabfb1dfa8c5e1c7f2c458423b7716b3';
  const recording = `https://s3.example/exotel-mum1-recordings/Exotel/${sid}.mp3`;
  expect(redact(recording)).toBe(recording);
});
