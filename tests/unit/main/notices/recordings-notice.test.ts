import { expect, test } from 'vitest';
import { Emitter } from '../../../../src/main/base/emitter.ts';
import { createTranslator } from '../../../../src/main/i18n/translator.ts';
import { Notices } from '../../../../src/main/notices/notice-board.ts';
import { watchRecordings } from '../../../../src/main/notices/recordings-notice.ts';

test('says for as long as it is so that recordings cannot be saved, and where', () => {
  const changed = new Emitter<boolean>();
  const folder = { dir: '/profile/recordings', isUsable: false, changed };
  const notices = new Notices(createTranslator(() => 'en'));
  const t = createTranslator(() => 'en');
  const stop = watchRecordings({ recordings: { folder }, notices, t });
  expect(notices.list()).toMatchObject([{ code: 'recordings_unsaved' }]);
  expect(notices.list()[0]?.message).toContain('/profile/recordings');
  changed.emit(true);
  expect(notices.list()).toEqual([]);
  changed.emit(false);
  expect(notices.list()).toHaveLength(1);
  stop();
});
