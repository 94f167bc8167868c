import { describe, expect, test } from 'vitest';
import {
  type PartialDownload,
  rangeHeaders,
  resumePlan,
  strongEtag,
} from '../../../../src/main/recordings/resume-plan.ts';

const etag = '"abc"';
const held: PartialDownload = { bytes: 100, total: 250, etag };
const answer = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
});
/** The rest of a recording of 250 bytes, as it should come. */
const rest = (change: Record<string, string | null> = {}) => {
  const good = { etag, 'content-range': 'bytes 100-249/250', 'content-length': '150' };
  const headers = Object.entries({ ...good, ...change }).filter(([, value]) => value !== null);
  return answer(206, Object.fromEntries(headers) as Record<string, string>);
};

describe('strong ETags', () => {
  test.each([etag, '""', '"a,b"', '"\u00e4!#"', '"W/"'])('%s is one', (value) =>
    expect(strongEtag(new Headers({ etag: value }))).toBe(value),
  );
  test.each(['W/"abc"', 'w/"abc"', 'abc', '"a"b"', '"a" , "b"', '"a b"', '"abc', 'abc"', '"', ''])(
    '%s is none',
    (value) => expect(strongEtag(new Headers({ etag: value }))).toBeNull(),
  );
  test('a date is none', () =>
    expect(strongEtag(new Headers({ 'last-modified': new Date(0).toUTCString() }))).toBeNull());
});

test('what is missing is asked for on the condition that it is the same', () => {
  expect(rangeHeaders(held)).toEqual({ range: 'bytes=100-', 'if-range': etag });
  expect(rangeHeaders(null)).toEqual({});
});

describe('200 is the whole recording, whatever was asked', () => {
  test.each([null, held])('after %j', (was) =>
    expect(resumePlan(was, answer(200, { 'content-length': '250', etag: '"new"' }))).toEqual({
      kind: 'whole',
      total: 250,
      etag: '"new"',
    }),
  );
  test('without a strong ETag nothing can go on with it', () =>
    expect(
      resumePlan(null, answer(200, { 'content-length': '250', etag: 'W/"new"' })),
    ).toMatchObject({ etag: null }));
  test.each([{ 'transfer-encoding': 'Chunked' }, { 'transfer-encoding': 'gzip, chunked' }])(
    'in chunks it has no length: %j',
    (coding) =>
      expect(resumePlan(null, answer(200, { ...coding, 'content-length': '9', etag }))).toEqual({
        kind: 'whole',
        total: null,
        etag,
      }),
  );
  test('encoded, neither length nor ETag speak of what is read', () => {
    const encoded = { 'content-length': '9', 'content-encoding': 'gzip', etag };
    expect(resumePlan(null, answer(200, encoded))).toEqual({
      kind: 'whole',
      total: null,
      etag: null,
    });
    expect(
      resumePlan(null, answer(200, { ...encoded, 'content-encoding': 'identity' })),
    ).toMatchObject({ total: 9, etag });
  });
  test.each([
    {},
    { 'content-length': '-1' },
    { 'content-length': '1 2' },
    { 'content-length': '5x' },
    { 'content-length': 'x5' },
    { 'content-length': '' },
    { 'content-length': '9'.repeat(16) },
    { 'transfer-encoding': 'gzip' },
  ])('with no telling where it ends it is refused: %j', (headers) =>
    expect(resumePlan(held, answer(200, headers as Record<string, string>))).toEqual({
      kind: 'endless',
    }),
  );
  test('an empty one is whole, too: what is in it is judged later', () =>
    expect(resumePlan(null, answer(200, { 'content-length': '0' }))).toMatchObject({ total: 0 }));
});

describe('206', () => {
  test('that fits is the rest', () =>
    expect(resumePlan(held, rest())).toEqual({ kind: 'rest', total: 250, etag }));
  test('may come without a length, and may be the first to tell the total', () => {
    expect(resumePlan(held, rest({ 'content-length': null }))).toMatchObject({ kind: 'rest' });
    expect(resumePlan({ ...held, total: null }, rest())).toMatchObject({ kind: 'rest' });
    expect(resumePlan(held, rest({ 'content-encoding': 'identity' }))).toMatchObject({
      kind: 'rest',
    });
  });
  test('of one last byte fits', () =>
    expect(
      resumePlan(
        { ...held, bytes: 249 },
        rest({ 'content-range': 'bytes 249-249/250', 'content-length': '1' }),
      ),
    ).toMatchObject({ kind: 'rest' }));
  test.each<Record<string, string | null>>([
    { etag: '"other"' },
    { etag: 'W/"abc"' },
    { etag: null },
    { 'content-range': null },
    { 'content-range': 'bytes 99-249/250', 'content-length': '151' },
    { 'content-range': 'bytes 101-249/250', 'content-length': '149' },
    { 'content-range': 'bytes 0-249/250', 'content-length': '250' },
    { 'content-range': 'bytes 100-248/250', 'content-length': '149' },
    { 'content-range': 'bytes 100-248/250', 'content-length': null },
    { 'content-range': 'bytes 100-250/250', 'content-length': '151' },
    { 'content-range': 'bytes 100-259/260', 'content-length': '160' },
    { 'content-range': 'bytes 100-249/*' },
    { 'content-range': 'bytes */250' },
    { 'content-range': 'items 100-249/250' },
    { 'content-range': 'bytes 100-249/250, bytes 100-249/250' },
    { 'content-range': 'bytes -100-249/250' },
    { 'content-range': 'x bytes 100-249/250' },
    { 'content-range': 'bytes 100-249/250 x' },
    { 'content-range': 'bytes=100-249/250' },
    { 'content-length': '149' },
    { 'content-length': '151' },
    { 'content-encoding': 'gzip' },
    { 'content-range': null, 'content-type': 'multipart/byteranges; boundary=x' },
  ])('starts over for %j', (change) =>
    expect(resumePlan(held, rest(change))).toEqual({ kind: 'start_over' }),
  );
  test('that begins behind its end starts over', () => {
    const past = { ...held, bytes: 250 };
    const range = { 'content-range': 'bytes 250-249/250', 'content-length': '0' };
    expect(resumePlan(past, rest(range))).toEqual({ kind: 'start_over' });
  });
  test('that nobody asked for is refused', () =>
    expect(resumePlan(null, rest())).toEqual({ kind: 'refused' }));
});

describe('any other status', () => {
  test('416 starts over, if a range was asked for', () => {
    expect(resumePlan(held, answer(416))).toEqual({ kind: 'start_over' });
    expect(resumePlan(null, answer(416))).toEqual({ kind: 'refused' });
  });
  test.each([204, 205, 301, 304, 400, 401, 403, 404, 410, 412, 429, 500, 503])(
    '%d is a refusal, and what is here stays',
    (status) => {
      expect(resumePlan(held, answer(status, { etag }))).toEqual({ kind: 'refused' });
      expect(resumePlan(null, answer(status))).toEqual({ kind: 'refused' });
    },
  );
});
