import { appendFileSync } from 'node:fs';

const file = process.env['HANDSET_TRAFFIC_FILE'];

/** Notes what main gives to a page, one JSON line each, where a test wants to read it. */
export function recordTraffic(channel: string, content: unknown): void {
  if (file) appendFileSync(file, `${JSON.stringify({ channel, content })}\n`);
}
