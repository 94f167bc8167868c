import { release } from 'node:os';
import { app } from 'electron';

/** Returns the versions of Handset, of its runtime, and of the system. */
export function versions(): Record<string, string> {
  const { electron = '', chrome = '', node } = process.versions;
  return {
    handset: app.getVersion(),
    electron,
    chrome,
    node,
    system: `${process.platform} ${release()} ${process.arch}`,
    locale: app.getLocale(),
  };
}
