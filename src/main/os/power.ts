import { powerMonitor } from 'electron';

export interface PowerListeners {
  suspend: () => void;
  resume: () => void;
  /** The screen was locked or unlocked. Electron tells it on macOS and Windows only. */
  locked: (locked: boolean) => void;
}

/** Reports sleep, waking and the lock of the screen. Returns a function that stops it. */
export function watchPower({ suspend, resume, locked }: PowerListeners): () => void {
  const lock = (): void => locked(true);
  const unlock = (): void => locked(false);
  powerMonitor.on('suspend', suspend);
  powerMonitor.on('resume', resume);
  powerMonitor.on('lock-screen', lock);
  powerMonitor.on('unlock-screen', unlock);
  return () => {
    powerMonitor.off('suspend', suspend);
    powerMonitor.off('resume', resume);
    powerMonitor.off('lock-screen', lock);
    powerMonitor.off('unlock-screen', unlock);
  };
}
