import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { logFiles, openLog } from '../../../../src/main/base/log.ts';
import { exotelClients } from '../../../../src/main/exotel/exotel-clients.ts';
import { canaryForms, found } from '../../../support/canary.ts';
import { placeRequest } from '../../../support/place-request.ts';
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

test('a proxy that lets nothing through is in the log once, and again after it did', async () => {
  const folder = tempFolder();
  let refuses = true;
  const answer = (): Promise<Response> =>
    refuses
      ? Promise.reject(new Error('net::ERR_TUNNEL_CONNECTION_FAILED'))
      : Promise.resolve(new Response('{}'));
  const transport = { fetch: answer, placeFetch: answer, now: Date.now };
  const client = exotelClients(openLog(folder), transport)(access);
  const told = () =>
    readFileSync(join(folder, logFiles[0]), 'utf8').match(/the proxy refused a connection.*/g);
  expect(await client.probe()).toMatchObject({ ok: false, problem: { kind: 'proxy_refused' } });
  expect(await client.placeCall(placeRequest())).toMatchObject({
    kind: 'not_sent',
    problem: { kind: 'proxy_refused' },
  });
  expect(told()).toHaveLength(1);
  expect(told()?.[0]).toContain('exotel.test');
  refuses = false;
  await client.getCall('a', 'outbound');
  refuses = true;
  await client.getLegs('a', 'outbound');
  expect(told()).toHaveLength(2);
});

test('a proxy is named, too, where its 407 comes as an answer whose body cannot be had', async () => {
  const broken = () =>
    new ReadableStream({
      pull: (controller) => controller.error(new Error('net::ERR_TUNNEL_CONNECTION_FAILED')),
    });
  const answer = (): Promise<Response> => Promise.resolve(new Response(broken(), { status: 407 }));
  const transport = { fetch: answer, placeFetch: answer, now: Date.now };
  const client = exotelClients(openLog(tempFolder()), transport)(access);
  expect(await client.placeCall(placeRequest())).toMatchObject({
    kind: 'not_sent',
    problem: { kind: 'proxy_refused' },
  });
});
