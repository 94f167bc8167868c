import { create } from 'zustand';
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
