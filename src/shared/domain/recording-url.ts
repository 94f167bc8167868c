/**
 * Returns where the renderer finds a saved recording, on its own origin: main serves it with byte
 * ranges. Without scheme and host, so that it also works where the origin is not `app://`.
 */
export function recordingUrl(id: string): string {
  return `/recordings/${encodeURIComponent(id)}`;
}
