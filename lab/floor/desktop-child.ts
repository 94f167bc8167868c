import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Agent as Connections, WebSocket } from 'undici';
import { systemClock } from '../../src/main/base/clock.ts';
import { AccountRequests } from '../../src/main/exotel/account-requests.ts';
import { FloorService } from '../../src/main/floor/floor-service.ts';
import type { SecretStore } from '../../src/main/secrets/secret-store.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { silentLog } from '../../tests/support/database-place.ts';
import { readOrders, say } from '../torture/child.ts';
import { moment } from './moment.ts';

/** What a process is told that is the desktops of some agents. */
export interface DesktopOrders {
  agents: { id: string; joinText: string; skewMs: number }[];
  /** Certificate authority in PEM. */
  ca: string;
  /** Where the agents' databases are, and one to begin with. */
  folder: string;
  template: string;
}

const orders = readOrders<DesktopOrders>();
const dispatcher = new Connections({ allowH2: false, connect: { ca: orders.ca } });
for (const agent of orders.agents) await start(agent);
say({ started: orders.agents.length });

/** An agent's desktop as the app composes it, and what comes of it as messages to the parent. */
async function start({ id, joinText, skewMs }: DesktopOrders['agents'][number]): Promise<void> {
  const service = new FloorService({
    db: openConnection(databaseOf(id)),
    secrets: keychainOf(id),
    requests: new AccountRequests(),
    openSocket: (url, protocols) => new WebSocket(url, { protocols, dispatcher }),
    clock: { ...systemClock, now: () => systemClock.now() + skewMs },
    random: Math.random,
    log: silentLog,
    recentCustomers: () => [],
  });
  service.hinted.on(({ sid }) => say({ agent: id, hint: sid, at: moment() }));
  followCalls(id, service);
  let connection = '';
  let clockDiffers = false;
  service.changed.on((view) => {
    if (view.connection === connection && view.clockDiffers === clockDiffers) return;
    ({ connection, clockDiffers } = view);
    say({ agent: id, connection, clockDiffers, at: moment() });
  });
  service.start();
  if (!service.view().joined) await service.handlers.join({ text: joinText });
  service.handlers.setAvailability({ state: 'available' });
}

/** What the call machine does, as far as the floor notices: it shows offers, and knows who talks. */
function followCalls(id: string, service: FloorService): void {
  // What is sent again can come late.
  const over = new Set<string>();
  service.incoming.on((news) => {
    const { kind, sid } = news;
    if (kind === 'offer') {
      say({ agent: id, offered: sid, uri: news.uri });
      service.popped(news.offer, 1);
    }
    const isMine = kind === 'dial' && news.yours;
    if (isMine && news.phase !== 'let_go' && !over.has(sid)) service.call(sid, true, false);
    if (kind === 'passed' || kind === 'summary' || (isMine && news.phase === 'let_go')) {
      over.add(sid);
      service.call(sid, false, false);
    }
  });
}

function databaseOf(id: string): string {
  const file = join(orders.folder, id, 'handset.db');
  if (existsSync(file)) return file;
  mkdirSync(join(orders.folder, id), { recursive: true });
  copyFileSync(orders.template, file);
  return file;
}

/** A keychain outlives its process. */
function keychainOf(id: string): SecretStore {
  const file = join(orders.folder, id, 'keychain.json');
  const kept: Record<string, string> = existsSync(file)
    ? JSON.parse(readFileSync(file, 'utf8'))
    : {};
  const keep = (): void => writeFileSync(file, JSON.stringify(kept));
  return {
    read: async (name) => kept[name] ?? null,
    write: async (name, secret) => {
      kept[name] = secret;
      keep();
    },
    remove: async (name) => {
      delete kept[name];
      keep();
    },
  };
}
