import { expect, test } from 'vitest';
import { appOrigin, isTrustedSender } from '../../../../src/main/ipc/trusted-sender.ts';

const ours = { origin: appOrigin, parent: null };

test('the main frame of our own window is trusted', () => {
  expect(isTrustedSender(true, ours)).toBe(true);
});

test.each([
  ['a window that is not ours', false, ours],
  ['a frame that is gone', true, null],
  ['a frame inside a page', true, { ...ours, parent: {} }],
  ['another host of the scheme', true, { ...ours, origin: 'app://other' }],
  ['a host that begins like ours', true, { ...ours, origin: 'app://handset.evil' }],
  ['a web page', true, { ...ours, origin: 'https://handset' }],
  ['an opaque origin', true, { ...ours, origin: 'null' }],
  ['a file', true, { ...ours, origin: 'file://' }],
  ['no origin at all', true, { ...ours, origin: '' }],
])('%s is not', (_name, windowIsOurs, frame) => {
  expect(isTrustedSender(windowIsOurs, frame)).toBe(false);
});
