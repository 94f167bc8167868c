import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAllowedLink } from '../../../../src/main/os/allowed-link.ts';
import { parseTelLink } from '../../../../src/main/os/tel-link.ts';

test.each([
  ['tel:+919876543210', '+919876543210'],
  ['TEL:+91-98765-43210', '+91-98765-43210'],
  ['tel:%2B91%2098765%2043210', '+91 98765 43210'],
  ['tel:+912241499102;ext=12', '+912241499102;ext=12'],
  ['tel:+912241499102;isub=12;x=y', '+912241499102'],
  ['tel:022-4149-9102;phone-context=+91', '+91 022-4149-9102'],
  ['tel:7911123456;phone-context=+44', '+44 7911123456'],
  ['tel:555-2671;phone-context=+1-415', '+1415 555-2671'],
  ['tel:+919876543210;phone-context=example.com', '+919876543210'],
  ['tel:///%2B919876543210', '+919876543210'],
  ['tel:tel:+919876543210', '+919876543210'],
  ['callto:tel:+919876543210', '+919876543210'],
  ['tel:+91+98765+43210', '+91 98765 43210'],
  ['tel:%E2%80%AA+919876543210%E2%80%AC', '+919876543210'],
  ['tel:+91%E2%80%9398765%E2%80%9343210', '+91-98765-43210'],
  ['tel://+919876543210', '+919876543210'],
  ['callto:(022)41499102', '(022)41499102'],
  ['callto://+919876543210/', '+919876543210'],
  ['handset:09876543210', '09876543210'],
  ['handset://dial/+919876543210?x=1', '+919876543210'],
])('%s asks for %s', (link, number) => {
  expect(parseTelLink(link)).toBe(number);
});

test.each([
  '',
  'tel:',
  'tel:12',
  'tel:*121%23',
  'tel:*%2306%23',
  'tel:1-800-FLOWERS',
  'tel:%',
  'tel:%00123456',
  'tel:***',
  'tel:9876543210;phone-context=example.com',
  `tel:${'1'.repeat(60)}`,
  'callto:asha.k',
  'handset://settings',
  'handset:--profile=/evil',
  'https://exotel.com/tel:+919876543210',
  'javascript:+919876543210',
  '+919876543210',
])('%s asks for nothing', (link) => {
  expect(parseTelLink(link)).toBeNull();
});

test('any text is answered, with a number or with nothing', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.tuple(fc.constantFrom('tel:', 'callto://', 'handset:'), fc.string()).map(([a, b]) => a + b),
  );
  fc.assert(
    fc.property(text, (link) => {
      const number = parseTelLink(link);
      if (number !== null) expect(number).toMatch(/^\+?[\d\s().,-]{3,50}(;ext=\d+)?$/);
    }),
    { numRuns: 1_000 },
  );
});

test.each(['https://exotel.com/', 'https://my.exotel.com/apisettings', 'https://EXOTEL.com/a?b#c'])(
  '%s may be opened',
  (link) => {
    expect(isAllowedLink(link)).toBe(true);
  },
);

test.each([
  'http://exotel.com/',
  'https://exotel.com.evil.example/',
  'https://notexotel.com/',
  'https://exotel.com@evil.example/',
  'https://user@exotel.com/',
  'https://exotel.com:8443/',
  'https://evil.example/exotel.com',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'app://handset/',
  'smb://exotel.com/share',
  'exotel.com',
  '',
])('%s may not', (link) => {
  expect(isAllowedLink(link)).toBe(false);
});

test('only https to the provider is ever allowed', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl({ validSchemes: ['http', 'https'] })), (link) => {
      if (isAllowedLink(link)) expect(new URL(link).hostname).toMatch(/(^|\.)exotel\.com$/);
    }),
  );
});
