import { describe, expect, test } from 'vitest';
import { claimOf } from '../../../../src/main/calls/custom-field.ts';
import { inboundCall, recordedCall } from '../../../support/call-facts.ts';

const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
const another = '7c9e6679-7425-40de-944b-e07fc1f90ae7';
const text = 'Ward 5 & "B" <wing> – आशा, ₹500';
const sent = `${text} handset-${id}`;
const call = recordedCall({ id, customField: sent });
const html = { '&': '&amp;', '"': '&quot;', '<': '&lt;', '>': '&gt;' };

describe('still this call’s', () => {
  test.each([
    ['as it was', sent],
    ['escaped for HTML', sent.replace(/[&"<>]/g, (each) => html[each as keyof typeof html])],
    ['escaped for URLs', encodeURIComponent(sent)],
    ['spaces as plus', sent.replaceAll(' ', '+')],
    ['non-ASCII as question marks', sent.replace(/[^\x20-\x7e]/g, '?')],
    ['UTF-8 read as Latin-1', Buffer.from(sent).toString('latin1')],
    ['spaces around it', ` ${sent}\r\n`],
    ['as JSON text', JSON.stringify(sent)],
    ['as JSON text twice', JSON.stringify(JSON.stringify(sent))],
    ['in single quotes', `'${sent}'`],
    ['in lower case', sent.toLowerCase()],
    ['in upper case', sent.toUpperCase()],
    ['the id alone', `handset-${id}`],
    ['cut within the id', sent.slice(0, -20)],
    ['behind another’s text of the same kind', `handset-desk ${sent}`],
  ])('%s', (_, field) => expect(claimOf(field, call)).toBe('own'));

  test('exactly as it was sent, whatever it was', () =>
    expect(claimOf('ward 5', recordedCall({ id, customField: 'ward 5' }))).toBe('own'));
});

test.each([null, '', ' ', 'null', 'NULL', '"null"', 'N/A', 'n/a', 'NA', 'None', '-', '??', 'nil'])(
  '%j says nothing',
  (field) => expect(claimOf(field, call)).toBe('unsaid'),
);

test.each([
  `handset-${another}`,
  `Ward 5 handset-${another}`,
  `HANDSET-${another.toUpperCase()}&quot;`,
  // Too little of it is left.
  `handset-${id.slice(0, 7)}`,
  'handset-support',
])('%s names another intent', (field) => expect(claimOf(field, call)).toBe('another'));

test.each(['crm-7', 'Ward 5', id, 'handset', 'order 17', '0', 'false'])(
  '%s is of somebody else',
  (field) => expect(claimOf(field, call)).toBe('foreign'),
);

test('a call that came in was sent nothing: what it carries is its flow’s, unless it names a dial', () => {
  const arrived = inboundCall();
  for (const field of [null, '', 'ward 5', sent.slice(0, 5)])
    expect(claimOf(field, arrived)).toBe('unsaid');
  expect(claimOf(sent, arrived)).toBe('another');
});
