import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLog } from '../../../../src/main/base/log.ts';
import { createTranslator } from '../../../../src/main/i18n/translator.ts';
import { watchLog } from '../../../../src/main/notices/log-notice.ts';
import { Notices } from '../../../../src/main/notices/notice-board.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('says for as long as it is so that the log cannot be written, and where', () => {
  const folder = join(tempFolder(), 'logs');
  writeFileSync(folder, 'a file where the folder should be');
  const log = openLog(folder);
  log.info('Handset starts');
  const notices = new Notices(createTranslator(() => 'en'));
  const stop = watchLog({ log, logs: folder, notices, t: createTranslator(() => 'en') });
  expect(notices.list()).toMatchObject([{ code: 'log_unwritten' }]);
  expect(notices.list()[0]?.hint).toContain(folder);
  rmSync(folder);
  mkdirSync(folder);
  log.info('again');
  expect(notices.list()).toEqual([]);
  stop();
});
