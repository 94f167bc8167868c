import { expect, test } from 'vitest';
import { type LedgerEntry, RequestReader } from '../../../../lab/fault-server/request-reader.ts';

const body = '{"to":"x","custom_field":"handset-1"}';
const bytes = Buffer.from(
  `POST /v3/accounts/acme1/calls HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}` +
    'GET /v3/accounts/acme1/calls/s HTTP/1.1\r\nHost: a\r\n\r\n',
);

/** What a reader makes of the bytes, cut into pieces of one length. */
function read(pieceLength: number) {
  const begun: LedgerEntry[] = [];
  const complete: LedgerEntry[] = [];
  const reader = new RequestReader('none', {
    begun: (entry) => begun.push(entry),
    complete: (entry) => complete.push(entry),
  });
  for (let at = 0; at < bytes.length; at += pieceLength)
    reader.feed(bytes.subarray(at, at + pieceLength));
  return { begun, complete };
}

test('requests are the same however their bytes arrive', () => {
  for (let pieceLength = 1; pieceLength <= bytes.length; pieceLength += 1) {
    const { begun, complete } = read(pieceLength);
    expect(complete).toMatchObject([
      { method: 'POST', path: '/v3/accounts/acme1/calls', body, customField: 'handset-1' },
      { method: 'GET', path: '/v3/accounts/acme1/calls/s', body: '', customField: null },
    ]);
    expect(begun).toEqual(complete);
  }
});

test('a request that breaks off is in the ledger, and not whole', () => {
  const begun: LedgerEntry[] = [];
  const reader = new RequestReader('none', {
    begun: (entry) => begun.push(entry),
    complete: () => expect.unreachable(),
  });
  reader.feed(bytes.subarray(0, 60));
  expect(begun).toMatchObject([{ method: 'POST', completeAt: null, customField: null }]);
});
