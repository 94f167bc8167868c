import { powerMonitor } from 'electron';

/** Tells of the computer going to sleep and waking up; call the answer to stop. */
export function watchPower(listeners: { suspend: () => void; resume: () => void }): () => void {
  powerMonitor.on('suspend', listeners.suspend);
  powerMonitor.on('resume', listeners.resume);
  return () => {
    powerMonitor.off('suspend', listeners.suspend);
    powerMonitor.off('resume', listeners.resume);
  };
}
