import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exotelClients } from '../../../../src/main/app/exotel-clients.ts';
import { logFiles, openLog } from '../../../../src/main/base/log.ts';
import { canaryForms, found } from '../../../support/canary.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const access = {
  baseUrl: 'https://exotel.test',
  accountSid: 'acme1',
  apiKey: 'canary-key-6f1b2c',
  apiToken: 'canary-token-9d8e7a',
};

test('the key and token of a client never reach the log, before its first request', async () => {
  const folder = tempFolder();
  const log = openLog(folder);
  const asked: string[] = [];
  const refuse = (url: string | URL | Request): Promise<Response> => {
    asked.push(String(url));
    return Promise.reject(new TypeError(`no way to ${access.apiKey}:${access.apiToken}`));
  };
  const client = exotelClients(log, { fetch: refuse, placeFetch: refuse, now: Date.now })(access);
  log.error(`with ${access.apiKey}`, new Error(btoa(`${access.apiKey}:${access.apiToken}`)));
  log.info('answer', { problem: await client.probe() });
  expect(asked).toHaveLength(1);
  const text = readFileSync(join(folder, logFiles[0]));
  expect(text.toString()).toContain('with [secret]');
  expect(found(text, canaryForms(access.apiKey, access.apiToken))).toEqual([]);
});
