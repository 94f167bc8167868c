import { expect, test } from 'vitest';
import { secretForms, withoutSecrets } from '../../../../src/main/base/secret-forms.ts';

const credentials = { apiKey: 'key/canary+"', apiToken: 'token-canary' };
const pair = btoa('key/canary+":token-canary');

test.each([
  ['key/canary+"', '[secret]'],
  ['as json "key/canary+\\"" here', 'as json "[secret]" here'],
  ['key%2Fcanary%2B%22', '[secret]'],
  ['key\\/canary+"', '[secret]'],
  ['token-canary, token-canary', '[secret], [secret]'],
  [`Basic ${pair}`, 'Basic [secret]'],
  [`Basic ${encodeURIComponent(pair)}`, 'Basic [secret]'],
  ['key/ canary', 'key/ canary'],
])('%s', (text, left) => expect(withoutSecrets(text, secretForms(credentials))).toBe(left));

test('a key so short that it is a word takes no words along', () => {
  const forms = secretForms({ apiKey: 'calls', apiToken: 'secret' });
  expect(withoutSecrets('calls of secret', forms)).toBe('calls of [secret]');
});

test('no form comes twice', () => {
  const forms = secretForms({ apiKey: 'plainkey', apiToken: 'plaintoken' });
  expect(forms).toContain('plainkey');
  expect(new Set(forms).size).toBe(forms.length);
});
