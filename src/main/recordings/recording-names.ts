import { extensions } from './audio-kind.ts';

/** Whether a file may be named after it: no separator, no dot, no Windows device name. */
export function namesFile(sid: string): boolean {
  const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(sid);
  return !device && /^[A-Za-z0-9_-]{1,64}$/.test(sid);
}

export interface NamedRecording {
  /** The call's sid; {@link namesFile} must hold for it. */
  sid: string;
  part: number;
  /** The call's id, if another call has the same sid: neither may take the other's file. */
  ownId: string | null;
}

/**
 * Returns a recording's file name without its extension: `<sid>`, with `.2` and so on for further
 * parts, and with `.<call id>` if the sid is not the call's alone. A sid contains no dot.
 */
export function stemOf({ sid, part, ownId }: NamedRecording): string {
  return [sid, ...(part === 1 ? [] : [part]), ...(ownId === null ? [] : [ownId])].join('.');
}

/**
 * Returns whose recording a file is by its name; null if it is not such a name. See {@link stemOf}.
 */
export function namedAfter(fileName: string): { sid: string; part: number } | null {
  const [sid = '', ...rest] = fileName.split('.');
  const extension = rest.pop() ?? '';
  if (!namesFile(sid) || !extensions.has(extension) || rest.length > 2) return null;
  const part = /^([2-9]|1\d|20)$/.test(rest[0] ?? '') ? Number(rest[0]) : 1;
  return { sid, part };
}

/** Whether it is a recording, whole or partial. */
export function isRecordingFile(fileName: string): boolean {
  return namedAfter(fileName.replace(/\.part$/, '')) !== null;
}
