import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dialled } from '../support/dialled.ts';
import { type RefusingProxy, startRefusingProxy } from '../support/refusing-proxy.ts';
import { expect, test } from './fixtures.ts';
import { goodAccount, useAccountOfNobody } from './provider.ts';
import { answerOf, callHistory, enterNumber, newestCall } from './steps.ts';

let proxy: RefusingProxy;
test.beforeEach(async () => {
  proxy = await startRefusingProxy();
});
test.afterEach(() => proxy.close());

test.use({ args: [] });

const draft = { ...goodAccount, region: 'custom', baseUrl: 'https://exotel.invalid' } as const;

test('a proxy that wants a password is named, nobody is called, and the log says so', async ({
  app,
}) => {
  await app.restart({ args: [`--proxy-server=${proxy.url}`] });
  const { page } = app;
  const tested = await page.evaluate((account) => handset.account.test(account), draft);
  expect(tested).toMatchObject({
    ok: false,
    error: {
      code: 'proxy_refused',
      message: 'This network’s proxy did not let Handset through to exotel.invalid.',
      hint: expect.stringContaining('Ask your administrator'),
    },
  });
  // Of every hour, for a test at night.
  answerOf(await page.evaluate(() => handset.settings.update({ callingHours: {} })));
  await useAccountOfNobody(app);
  await enterNumber(page, '98765 43210');
  await expect.poll(async () => (await callHistory(page, false)).length).toBe(1);
  await expect.poll(async () => (await newestCall(page, false)).state).toBe('not_sent');
  await expect(page.getByText('did not let Handset through to Exotel').first()).toBeVisible();
  await expect(page.getByText('Ask your administrator to let Exotel').first()).toBeVisible();
  expect(dialled(await newestCall(page, false)).dial.problem?.kind).toBe('proxy_refused');
  expect([...new Set(proxy.asked)]).toEqual(['exotel.invalid:443']);
  const log = readFileSync(join(app.userData, 'logs/main.log'), 'utf8');
  expect(log).toContain('the proxy refused a connection');
});
