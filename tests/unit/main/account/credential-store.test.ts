import { expect, test } from 'vitest';
import { credentialStore } from '../../../../src/main/account/credential-store.ts';
import { createMemorySecrets } from '../../../support/memory-secrets.ts';

test('what was written is read, also late', async () => {
  const { store } = createMemorySecrets();
  const credentials = credentialStore(store);
  await credentials.write('a', { apiKey: 'k', apiToken: 't' });
  expect(await credentials.read('a')).toEqual({ apiKey: 'k', apiToken: 't' });
  expect(await credentials.read('b')).toBeNull();
  const late: unknown[] = [];
  await credentialStore({
    ...store,
    read: async (name, tell) => {
      tell?.(await store.read(name));
      return null;
    },
  }).read('a', (value) => late.push(value));
  expect(late).toEqual([{ apiKey: 'k', apiToken: 't' }]);
});

test('what somebody else wrote is nothing of ours', async () => {
  const { store } = createMemorySecrets();
  for (const text of ['not json', '{"apiKey":"k"}']) {
    await store.write('a', text);
    expect(await credentialStore(store).read('a')).toBeNull();
  }
});
