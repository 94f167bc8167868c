import { describe, expect, test } from 'vitest';
import {
  mayAuthorize,
  mayFetch,
  mayKeepCredentials,
} from '../../../../src/main/recordings/credential-policy.ts';

const mumbai = 'https://ccm-api.in.exotel.com';
const local = 'http://127.0.0.1:4000';

describe('key and token', () => {
  test.each([
    ['https://ccm-api.in.exotel.com/x.mp3', mumbai],
    ['https://recordings.exotel.com/exotelrecordings/a/b.mp3', mumbai],
    ['https://exotel.com/b.mp3', mumbai],
    ['https://api.exotel.in/b.mp3', mumbai],
    ['https://api.exotel.in/b.mp3?SignatureVersion=1&NoSignature=1&a-x-amz-b=1', mumbai],
    ['https://calls.example.org:8443/b.mp3', 'https://calls.example.org:8443'],
    ['http://127.0.0.1:4000/recordings/b.mp3', local],
  ])('go to %s of %s', (url, base) => expect(mayAuthorize(new URL(url), base)).toBe(true));

  test.each([
    ['https://s3-ap-south-1.amazonaws.com/exotel-mum1-recordings/Exotel/b.mp3', mumbai],
    ['https://recordings.exotel.com/b.mp3?X-Amz-Signature=1', mumbai],
    ['https://recordings.exotel.com/b.mp3?Expires=1&Signature=2', mumbai],
    ['http://recordings.exotel.com/b.mp3', mumbai],
    ['https://recordings.exotel.com:8443/b.mp3', mumbai],
    ['https://evilexotel.com/b.mp3', mumbai],
    ['https://exotel.com.evil.example/b.mp3', mumbai],
    ['https://exotel.com@evil.example/b.mp3', mumbai],
    ['http://127.0.0.1:4001/b.mp3', local],
    ['http://localhost:4000/b.mp3', local],
  ])('never go to %s of %s', (url, base) => expect(mayAuthorize(new URL(url), base)).toBe(false));
});

describe('addresses', () => {
  test.each([
    ['http://127.0.0.1:9/b.mp3', mumbai],
    ['http://recordings.exotel.com/b.mp3', mumbai],
    ['http://192.168.0.1/b.mp3', local],
    ['file:///etc/passwd', local],
    ['data:audio/mpeg,x', mumbai],
    ['https://user:secret@recordings.exotel.com/b.mp3', mumbai],
    ['https://user@recordings.exotel.com/b.mp3', mumbai],
    ['https://:secret@recordings.exotel.com/b.mp3', mumbai],
    ['https://127.0.0.1/b.mp3', mumbai],
    ['https://127.9.9.9:8443/b.mp3', mumbai],
    ['https://2130706433/b.mp3', mumbai],
    ['https://0x7f.1/b.mp3', mumbai],
    ['https://localhost/b.mp3', mumbai],
    ['https://LOCALHOST./b.mp3', mumbai],
    ['https://app.localhost/b.mp3', mumbai],
    ['https://0.0.0.0/b.mp3', mumbai],
    ['https://169.254.169.254/latest/meta-data', mumbai],
    ['https://[::1]/b.mp3', mumbai],
    ['https://[::]/b.mp3', mumbai],
    ['https://[::ffff:127.0.0.1]/b.mp3', mumbai],
    ['https://[fe80::1]/b.mp3', mumbai],
    ['ftp://127.0.0.1/b.mp3', local],
    ['ws://127.0.0.1/b.mp3', local],
    ['httpx://127.0.0.1/b.mp3', local],
  ])('%s of %s is refused', (url, base) => expect(mayFetch(new URL(url), base)).toBe(false));

  test('https anywhere, and http on this computer for an account on this computer', () => {
    expect(mayFetch(new URL('https://s3.amazonaws.com/b.mp3'), mumbai)).toBe(true);
    expect(mayFetch(new URL('https://notlocalhost/b.mp3'), mumbai)).toBe(true);
    expect(mayFetch(new URL('https://localhost.example/b.mp3'), mumbai)).toBe(true);
    expect(mayFetch(new URL('https://169.254.example/b.mp3'), mumbai)).toBe(true);
    expect(mayFetch(new URL('https://0.0.0.0.example/b.mp3'), mumbai)).toBe(true);
    expect(mayFetch(new URL('https://10.0.0.0/b.mp3'), mumbai)).toBe(true);
    expect(mayFetch(new URL('http://[::1]:4001/b.mp3'), local)).toBe(true);
    expect(mayFetch(new URL('https://127.0.0.1:4001/b.mp3'), local)).toBe(true);
  });
});

test.each([
  ['https://a.exotel.com/', 'https://a.exotel.com/other', true],
  ['https://a.exotel.com/', 'http://a.exotel.com/', false],
  ['https://a.exotel.com/', 'https://b.exotel.com/', false],
  ['https://a.exotel.com/', 'https://a.exotel.com:444/', false],
])('a redirect from %s to %s keeps them: %s', (from, to, kept) =>
  expect(mayKeepCredentials(new URL(from), new URL(to))).toBe(kept),
);
