import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseApiAddress, parseBaseUrl } from '../../../../src/shared/domain/api-address.ts';

describe('a pasted API address', () => {
  test.each([
    [
      'https://key:token@ccm-api.exotel.com/v3/accounts/acme1/calls',
      ['singapore', 'https://ccm-api.exotel.com', 'acme1', 'key', 'token'],
    ],
    [
      '  https://ccm-api.in.exotel.com/v3/accounts/acme1\n',
      ['mumbai', 'https://ccm-api.in.exotel.com', 'acme1', '', ''],
    ],
    [
      'https://<your_api_key>:<your_api_token>@ccm-api.exotel.com/v3/accounts/<your_sid>/calls',
      ['singapore', 'https://ccm-api.exotel.com', '', '', ''],
    ],
    [
      'HTTPS://k%40y:t%2Fk@CCM-API.EXOTEL.COM/v3/ACCOUNTS/acme1?x=1',
      ['singapore', 'https://ccm-api.exotel.com', 'acme1', 'k@y', 't/k'],
    ],
    ['https://key:100%@host.example/', ['custom', 'https://host.example', '', 'key', '100%']],
    [
      'curl -X POST "https://key:token@ccm-api.exotel.com/v3/accounts/acme1/calls" -d {}',
      ['singapore', 'https://ccm-api.exotel.com', 'acme1', 'key', 'token'],
    ],
    [
      '‹https://key:token@ccm-api.exotel.com/v3/accounts/acme1›',
      ['singapore', 'https://ccm-api.exotel.com', 'acme1', 'key', 'token'],
    ],
    ['http://127.0.0.1:9000/v3', ['custom', 'http://127.0.0.1:9000', '', '', '']],
    ...[
      'https://k:t@api.in.exotel.com/v1/Accounts/acme1/Calls/connect',
      'https://k:t@api.in.exotel.com/v1/Accounts/acme1/Calls/connect.json',
      'https://k:t@api.in.exotel.com/v2/accounts/acme1/users',
      'http://k:t@api.in.exotel.com/v1/Accounts/acme1.json',
      'https://k:t@@ccm-api.in.exotel.com/v3/accounts/acme1/calls',
      'https://k:t@ccm-api.in.exotel.com./v3/accounts/acme1',
      'https://k:t@ccm-api.in.exotel.com:443/v3/accounts/acme1',
      'https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1?x=1#y',
      'https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1.',
      'https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1\u200b',
      '\u202ahttps://k:t@ccm-api.in.exotel.com/v3/accounts/acme1\u202c',
      '<https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1>',
      '(see https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1).',
      '[api](https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1)',
      '[https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1](https://exotel.com)',
      '`https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1`',
      '**https://k:t@ccm-api.in.exotel.com/v3/accounts/acme1**',
      'k:t@ccm-api.in.exotel.com/v3/accounts/acme1/calls',
      'curl -u k:t https://ccm-api.in.exotel.com/v3/accounts/acme1/calls',
      "curl --user 'k:t' -X POST 'https://api.in.exotel.com/v1/Accounts/acme1/Calls/connect'",
      'curl https://ccm-api.in.exotel.com/v3/accounts/acme1/calls -u "k:t"',
    ].map(
      (text) => [text, ['mumbai', 'https://ccm-api.in.exotel.com', 'acme1', 'k', 't']] as const,
    ),
    [
      'https://k:t@api.exotel.com/v1/Accounts/acme1/Calls/connect',
      ['singapore', 'https://ccm-api.exotel.com', 'acme1', 'k', 't'],
    ],
    [
      'curl -u $KEY:$TOKEN https://ccm-api.exotel.com/v3/accounts/$SID/calls',
      ['singapore', 'https://ccm-api.exotel.com', '', '', ''],
    ],
    [
      'curl -u k:t https://exotel.example/v3/accounts/acme1',
      ['custom', 'https://exotel.example', 'acme1', 'k', 't'],
    ],
    [
      'https://k:t@api.in.exotel.com.evil.example/v1/Accounts/acme1',
      ['custom', 'https://api.in.exotel.com.evil.example', 'acme1', 'k', 't'],
    ],
    [
      'https://k:t@ccm-api.exotel.com:8443/v3/accounts/acme1',
      ['custom', 'https://ccm-api.exotel.com:8443', 'acme1', 'k', 't'],
    ],
  ] as const)('%s', (text, [region, baseUrl, accountSid, apiKey, apiToken]) => {
    expect(parseApiAddress(text)).toEqual({ region, baseUrl, accountSid, apiKey, apiToken });
  });

  test.each(['', 'acme1', 'ftp://host/', 'https://', 'ccm-api.exotel.com', 'javascript:alert(1)'])(
    '%j is none',
    (text) => expect(parseApiAddress(text)).toBeNull(),
  );

  test('no text makes it fail', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((s) => `https://${s}`),
        ),
        (text) => {
          parseApiAddress(text);
          parseBaseUrl(text);
        },
      ),
    );
  });
});

describe('a base URL: https anywhere, http on this computer only', () => {
  test.each([
    ['https://ccm-api.exotel.com', 'https://ccm-api.exotel.com'],
    [' https://Host.Example:8443/ ', 'https://host.example:8443'],
    ['http://localhost:9000', 'http://localhost:9000'],
    ['http://127.0.0.1:9000/', 'http://127.0.0.1:9000'],
    ['http://127.1.2.3', 'http://127.1.2.3'],
    ['http://[::1]:9000', 'http://[::1]:9000'],
    // Other spellings of 127.0.0.1 are the same address.
    ['http://0x7f.1:80', 'http://127.0.0.1'],
  ])('%s is %s', (text, origin) => expect(parseBaseUrl(text)).toBe(origin));

  test.each([
    '',
    'host',
    'http://ccm-api.exotel.com',
    'http://127.0.0.1.evil.example',
    'http://localhost.evil.example',
    'http://128.0.0.1',
    'http://0.0.0.0:9000',
    'http://[::2]',
    'https://key:token@host.example',
    'https://host.example/v3',
    'https://host.example/?x=1',
    'https://host.example/#x',
    'ftp://localhost',
    'file:///etc/passwd',
    'ws://localhost',
  ])('%j breaks the rule', (text) => expect(parseBaseUrl(text)).toBeNull());
});

test.each(['constructor', '__proto__', 'toString', 'valueOf'])(
  'the host %s is no word of ours',
  (host) => {
    expect(parseApiAddress(`https://${host}/v3/accounts/acme1`)).toMatchObject({
      region: 'custom',
      baseUrl: `https://${host.toLowerCase()}`,
    });
  },
);
