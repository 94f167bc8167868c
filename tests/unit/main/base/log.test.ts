import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../../../../src/main/base/log.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('every line is redacted before it is on disk: message, details, error and its cause', () => {
  const folder = tempFolder();
  const log = openLog(folder);
  log.info('dialling +919876543210', { number: '98765 43210' });
  log.warn('https://canary:canary@host/');
  log.error('failed', new Error('to +919876543210', { cause: new Error('Basic Y2FuYXJ5') }));
  log.error('thrown', 'Bearer canary');
  const written = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('');
  expect(written).toContain('dialling …210');
  expect(written).toContain('because Error: Basic [secret]');
  expect(written).not.toMatch(/canary|Y2FuYXJ5|98765|43210/);
});
