import { expect, test } from 'vitest';
import { createMemorySecretStore } from '../../../../src/main/secrets/memory-secret-store.ts';

test('keeps secrets by name until they are removed', async () => {
  const store = createMemorySecretStore();
  const credentials = { apiKey: 'k', apiToken: 't' };
  expect(await store.read('a')).toBeNull();
  await store.write('a', credentials);
  expect(await store.read('a')).toEqual(credentials);
  expect(await store.read('b')).toBeNull();
  await store.remove('a');
  await store.remove('a');
  expect(await store.read('a')).toBeNull();
});
