import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../../../src/main/base/redact.ts';

/** National numbers of ten digits, with India's and other country codes, as people write them. */
const digits = fc
  .tuple(
    fc.constantFrom('', '0', '91', '+91', '0091', '+1', '+44'),
    fc.stringMatching(/^[1-9]\d{9}$/),
  )
  .map(([prefix, national]) => ({ prefix, national }));

const written = fc
  .tuple(digits, fc.constantFrom('', ' ', '-', '.', '\u00a0', '\u2011', ') '))
  .map(([{ prefix, national }, gap]) => ({
    national,
    text: `${prefix}${prefix && gap}${national.slice(0, 5)}${gap}${national.slice(5)}`,
  }));

const around = fc.constantFrom(
  (number: string) => number,
  (number: string) => `dialling ${number} now`,
  (number: string) => `{"customerNumber":"${number}"}`,
  (number: string) => `tel:${number}`,
  (number: string) => `number=${number}&x=1`,
  (number: string) => `tel:${encodeURIComponent(number)}`,
  (number: string) => `to:${number},from:${number}`,
  (number: string) => `(${number})`,
  (number: string) => `call_${number}`,
  (number: string) => `handset ${number}\n${number}`,
);

const asDevanagari = (text: string) =>
  text.replace(/\d/g, (digit) => String.fromCharCode(0x966 + Number(digit)));

describe('phone numbers', () => {
  test('of a number at most the last three digits survive', () => {
    fc.assert(
      fc.property(written, around, ({ national, text }, wrap) => {
        const line = redact(wrap(text)).replace(/[\s().-]|\u2011|%20/g, '');
        for (let at = 0; at + 4 <= national.length; at += 1)
          expect(line).not.toContain(national.slice(at, at + 4));
      }),
      { numRuns: 400 },
    );
  });

  test('nor do they in digits of another script', () => {
    fc.assert(
      fc.property(digits, ({ national }) => {
        const line = redact(`dialling ${asDevanagari(national)}`);
        expect(line).not.toContain(asDevanagari(national.slice(-4)));
      }),
    );
  });

  test('the last three stay, so that a line can be told from another', () => {
    expect(redact('dialled +91 98765 43210')).toBe('dialled …210');
  });
});

test('what is no number stays', () => {
  for (const text of [
    'Handset 1.2.3 starts',
    'HTTP 409, code 10706, after 1500 ms',
    'call 550e8400-e29b-41d4-a716-446655440000 ended',
    'sid 3f3fedf8f0928550a60bfa6302dc16b2',
    'version 0.1.0-rc.4 on linux',
  ])
    expect(redact(text)).toBe(text);
});

test('credentials, SIP addresses and signatures go', () => {
  const text = [
    'Authorization: Basic Y2FuYXJ5OmNhbmFyeQ==',
    'Bearer canary.canary-canary',
    'https://canary:canary@ccm-api.exotel.com/v3',
    'sip:canary@voip.exotel.com',
    'SIP:canary;transport=tls',
    'https://s3/x.mp3?X-Amz-Signature=canary&X-Amz-Credential=canary&Expires=canary',
    'https://s3/x.mp3?AWSAccessKeyId=canary&Signature=canary',
  ];
  for (const line of text) expect(redact(line)).not.toMatch(/canary|Y2FuYXJ5/);
});

test('redacting twice is redacting once', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        written.map(({ text }) => text),
      ),
      (text) => {
        expect(redact(redact(text))).toBe(redact(text));
      },
    ),
  );
});
