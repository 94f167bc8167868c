/**
 * Returns the id of one recording: its call's id, plus the part's number from the second part on.
 * Call ids contain no tilde.
 */
export function recordingId(callId: string, part: number): string {
  return part === 1 ? callId : `${callId}~${part}`;
}

/** Splits what {@link recordingId} made. */
export function readRecordingId(id: string): { callId: string; part: number } {
  const [, callId, part] = /^(.+)~([1-9]\d{0,2})$/.exec(id) ?? [];
  return callId === undefined ? { callId: id, part: 1 } : { callId, part: Number(part) };
}
