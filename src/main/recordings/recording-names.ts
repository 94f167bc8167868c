/** Whether a file may be named after it: no separator, no dot, no device of Windows. */
export function namesFile(sid: string): boolean {
  const device = /^(con|prn|aux|nul|com\d|lpt\d)$/i.test(sid);
  return !device && /^[A-Za-z0-9_-]{1,64}$/.test(sid);
}

export interface NamedRecording {
  /** The call's; {@link namesFile} must hold. */
  sid: string;
  part: number;
  /** The call's id, where another call has the same sid: neither may take the other's file. */
  ownId: string | null;
}

/**
 * A recording's file without its extension: `<sid>`, with `.2` and so on for further parts, and
 * with `.<call id>` where the sid is not the call's alone. A sid has no dot.
 */
export function stemOf({ sid, part, ownId }: NamedRecording): string {
  return [sid, ...(part === 1 ? [] : [part]), ...(ownId === null ? [] : [ownId])].join('.');
}
