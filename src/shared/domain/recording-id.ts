/**
 * What names one recording: its call's id, and for the second and further parts of a call that has
 * several, their number. Call ids have no tilde.
 */
export function recordingId(callId: string, part: number): string {
  return part === 1 ? callId : `${callId}~${part}`;
}

/** What {@link recordingId} was made of. */
export function readRecordingId(id: string): { callId: string; part: number } {
  const [, callId, part] = /^(.+)~([1-9]\d{0,2})$/.exec(id) ?? [];
  return callId === undefined ? { callId: id, part: 1 } : { callId, part: Number(part) };
}
