import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import type { Agent, relayConfigSchema } from '../../src/relay/config.ts';
import type { RelayLog } from '../../src/relay/relay-log.ts';
import { relayFolder } from '../../src/relay/setup/folder.ts';
import { encodeMaster } from '../../src/relay/setup/read-files.ts';
import { tempFolder } from './temp-folder.ts';

export const someConfig: z.input<typeof relayConfigSchema> = {
  floor: 'f1',
  name: 'Pune, second floor',
  publicUrl: 'https://relay.example.com',
  broker: { url: 'mqtt://127.0.0.1:1883', publicUrl: 'wss://relay.example.com/mqtt' },
};

/** A relay's folder as `init` leaves it, with these agents. */
export function relayFolderWith(agents: Agent[], config: object = someConfig) {
  const folder = relayFolder(join(tempFolder(), 'relay'));
  const master = randomBytes(32);
  mkdirSync(folder.path);
  writeFileSync(folder.config, JSON.stringify(config));
  writeFileSync(folder.agents, JSON.stringify(agents));
  writeFileSync(folder.master, encodeMaster(master), { mode: 0o600 });
  return { folder, master };
}

export const asha: Agent = { id: 'asha', name: 'Asha Rao', generation: 1 };
export const vikram: Agent = { id: 'vikram', name: 'Vikram Shah', generation: 1 };

/** A log that keeps its lines, and tells of each. */
export function heardLog() {
  const heard: string[] = [];
  let next = Promise.withResolvers<void>();
  const at = (level: string) => (text: string) => {
    heard.push(`${level}: ${text}`);
    next.resolve();
    next = Promise.withResolvers();
  };
  const log: RelayLog = { info: at('info'), warn: at('warn'), error: at('error') };
  return { log, heard, next: () => next.promise };
}
