import { create } from 'zustand';
import type { Result } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';
import { onCallChanged } from './calls-store.ts';

interface Progress {
  bytesReceived: number;
  bytesTotal: number | null;
  /** Of those received, how many an earlier try had brought. */
  bytesResumed: number;
}

/** How far each download that runs has come, by call id. */
export const useProgress = create<Record<string, Progress>>(() => ({}));

export const recordingActions = {
  download: (id: string) => bridge.recordings.download({ id }),
  space: () => bridge.recordings.space({}),
  withoutCall: () => bridge.recordings.withoutCall({}),
  removeWithoutCall: () => bridge.recordings.removeWithoutCall({}),
  showFolder: () => bridge.recordings.showFolder({}),
  /** Those that can be restored; null where main did not tell. */
  async removed() {
    const result = await bridge.recordings.removed({});
    return result.ok ? { ...result.value, count: result.value.recordings } : null;
  },
  /** Answers how many are back. */
  async restore(): Promise<Result<number>> {
    const result = await bridge.recordings.restore({});
    return result.ok ? { ok: true, value: result.value.recordings } : result;
  },
  reveal: (id: string) => bridge.recordings.reveal({ id }),
};

export function watchRecordings(): void {
  onCallChanged(({ id, recording }) => {
    if (recording.state === 'downloading' || !(id in useProgress.getState())) return;
    useProgress.setState(({ [id]: _over, ...others }) => others, true);
  });
  bridge.on('recordings:progress', ({ id, ...progress }) =>
    useProgress.setState({ [id]: progress }),
  );
}
