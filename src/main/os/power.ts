import { powerMonitor } from 'electron';

/** Reports when the computer goes to sleep and wakes up. Returns a function that stops it. */
export function watchPower(listeners: { suspend: () => void; resume: () => void }): () => void {
  powerMonitor.on('suspend', listeners.suspend);
  powerMonitor.on('resume', listeners.resume);
  return () => {
    powerMonitor.off('suspend', listeners.suspend);
    powerMonitor.off('resume', listeners.resume);
  };
}
