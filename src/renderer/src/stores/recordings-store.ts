import { create } from 'zustand';
import type { Result } from '../../../shared/domain/app-error.ts';
import { bridge } from '../bridge.ts';
import { onCallChanged } from './calls-store.ts';

interface Progress {
  bytesReceived: number;
  bytesTotal: number | null;
  /** How many of the received bytes came from an earlier attempt. */
  bytesResumed: number;
}

/** The progress of each running download, by call id. */
export const useProgress = create<Record<string, Progress>>(() => ({}));

export const recordingActions = {
  download: (id: string) => bridge.recordings.download({ id }),
  space: () => bridge.recordings.space({}),
  withoutCall: () => bridge.recordings.withoutCall({}),
  removeWithoutCall: () => bridge.recordings.removeWithoutCall({}),
  showFolder: () => bridge.recordings.showFolder({}),
  /** Returns those that can be restored; null if main failed. */
  async removed() {
    const result = await bridge.recordings.removed({});
    return result.ok ? { ...result.value, count: result.value.recordings } : null;
  },
  /** Returns how many were restored. */
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
