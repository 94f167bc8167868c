import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Verify } from '../../floor/messages.ts';
import type { Clock } from '../../main/base/clock.ts';
import { Timers } from '../../main/base/timers.ts';
import type { AvailabilityState } from '../../shared/domain/availability.ts';
import type { QueueView } from '../routing/create-routing.ts';

/** What the wallboard shows. No phone numbers, no customers. */
export interface WallView {
  /** Epoch milliseconds UTC by the relay's clock. */
  at: number;
  /** Where the relay runs: the wall's clock is the relay's. */
  timeZone: string;
  name: string;
  limitPerMinute: number;
  placed: number;
  queried: number;
  refused: number;
  /** How the floor takes reported ends: `each` is the usual. */
  verify: Verify;
  /** How long the broker has been away, in milliseconds; null while it is there. */
  brokerAwayMs: number | null;
  /** Empty where another relay routes. */
  queues: QueueView[];
  agents: { name: string; state: AvailabilityState; forMs: number | null; reason: string | null }[];
}

export interface Wall {
  page(response: ServerResponse): void;
  events(response: ServerResponse): void;
  /** What it shows has changed. */
  changed(): void;
  stop(): void;
}

/** Changes are shown at most this often, and the view is sent anew when nothing changes. */
const atMostEveryMs = 1_000;
const atLeastEveryMs = 5_000;
const mostWatching = 32;

/** The wallboard: one page that only shows, and the events it listens to (server-sent, WHATWG HTML 9.2). */
export function createWall(view: () => WallView, clock: Clock): Wall {
  const html = readFileSync(join(import.meta.dirname, 'wall.html'), 'utf8');
  const headers = pageHeaders(html);
  const watching = new Set<ServerResponse>();
  const timers = new Timers(clock);
  let isPlanned = false;

  const sendAll = (): void => {
    if (watching.size === 0) return;
    const event = eventOf(view());
    // One that reads too slowly gets the next one.
    for (const response of watching) if (!response.writableNeedDrain) response.write(event);
  };
  const repeat = (): void =>
    timers.run(atLeastEveryMs, () => {
      sendAll();
      repeat();
    });
  repeat();

  return {
    page: (response) => void response.writeHead(200, headers).end(html),
    events(response) {
      if (watching.size >= mostWatching) {
        response.writeHead(503, { 'retry-after': '60', 'content-length': 0 }).end();
        return;
      }
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        // nginx would collect events until its buffer is full.
        'x-accel-buffering': 'no',
      });
      response.write(eventOf(view()));
      watching.add(response);
      response.once('close', () => watching.delete(response));
    },
    changed() {
      if (isPlanned) return;
      isPlanned = true;
      timers.run(atMostEveryMs, () => {
        isPlanned = false;
        sendAll();
      });
    },
    stop() {
      timers.dispose();
      for (const response of watching) response.end();
    },
  };
}

function eventOf(view: WallView): string {
  return `data: ${JSON.stringify(view)}\n\n`;
}

/** Nothing runs or is loaded but the page's own script and style, and its events. */
function pageHeaders(html: string): Record<string, string> {
  const script = hashOf(html, 'script');
  const style = hashOf(html, 'style');
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; script-src ${script}; style-src ${style}; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
}

function hashOf(html: string, element: 'script' | 'style'): string {
  const [, content = ''] = new RegExp(`<${element}>([^]*?)</${element}>`).exec(html) ?? [];
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
