import type { Translate } from '../i18n/translate.ts';
import type { RecordingFolder } from '../recordings/recording-folder.ts';
import type { Notices } from './notice-board.ts';

export interface RecordingsNoticeOptions {
  recordings: { folder: Pick<RecordingFolder, 'dir' | 'isUsable' | 'changed'> };
  notices: Notices;
  t: Translate;
}

/**
 * Shows that recordings cannot be saved, and where, for as long as that is so. Returns a function
 * that stops it.
 */
export function watchRecordings({
  recordings: { folder },
  notices,
  t,
}: RecordingsNoticeOptions): () => void {
  const show = (isUsable: boolean): void => {
    if (isUsable) notices.clear('recordings_unsaved');
    else say();
  };
  const say = (): void => {
    notices.set('recordings_unsaved', () => ({
      message: t('notices.recordings_unsaved.message', { folder: folder.dir }),
      hint: t('notices.recordings_unsaved.hint'),
    }));
  };
  show(folder.isUsable);
  return folder.changed.on(show);
}
