/**
 * Where the renderer finds a saved recording, on its own origin: main answers with byte ranges. No
 * scheme and no host, so that it also holds where the origin is not `app://`.
 */
export function recordingUrl(id: string): string {
  return `/recordings/${encodeURIComponent(id)}`;
}
