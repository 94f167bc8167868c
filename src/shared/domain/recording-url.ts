/** Where the renderer finds a saved recording: main answers with byte ranges. */
export function recordingUrl(callId: string): string {
  return `app://handset/recordings/${encodeURIComponent(callId)}`;
}
