import { appendFileSync } from 'node:fs';

const file = process.env['HANDSET_TRAFFIC_FILE'];

/** Records what main sends to a page, one JSON line each, if a test wants to read it. */
export function recordTraffic(channel: string, content: unknown): void {
  if (file) appendFileSync(file, `${JSON.stringify({ channel, content })}\n`);
}
