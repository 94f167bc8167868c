import { expect, test } from 'vitest';
import {
  newSecret,
  statusCallbacksTo,
  statusCallbackUrl,
} from '../../../../../src/main/hints/status-callback/address.ts';

test.each([
  ['https://desk.example.com', 'https://desk.example.com/exotel/s3cret'],
  ['https://desk.example.com/', 'https://desk.example.com/exotel/s3cret'],
  ['https://relay.example.com/asha/?x=1#y', 'https://relay.example.com/asha/exotel/s3cret'],
  ['http://desk.example.com:8080', 'http://desk.example.com:8080/exotel/s3cret'],
  ['', null],
  ['desk.example.com', null],
])('%s', (publicUrl, url) => {
  expect(statusCallbackUrl(publicUrl, 's3cret')).toBe(url);
});

test('asks for answers and the end, by POST, as JSON', () => {
  expect(statusCallbacksTo('https://a.example/x').map((each) => Object.values(each))).toEqual([
    ['answered', 'https://a.example/x', 'POST', 'application/json'],
    ['terminal', 'https://a.example/x', 'POST', 'application/json'],
  ]);
});

test('a secret is long, and another each time', () => {
  expect(newSecret()).toMatch(/^[\w-]{32}$/);
  expect(newSecret()).not.toBe(newSecret());
});
