import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import {
  type Agent,
  agentSchema,
  agentsSchema,
  type RelayConfig,
  relayConfigSchema,
} from '../config.ts';
import type { RelayFolder } from './folder.ts';
import { SetupProblem } from './setup-problem.ts';

/** Reads relay.json. Throws a {@link SetupProblem}. */
export function readConfig({ path, config }: RelayFolder): RelayConfig {
  return parseFile(
    config,
    relayConfigSchema,
    `There is no relay in ${path} yet: "init" sets one up there, or name another folder with --folder.`,
  );
}

/** Reads agents.json. Throws a {@link SetupProblem}. */
export function readAgents({ agents }: RelayFolder): Agent[] {
  return parseFile(
    agents,
    agentsSchema,
    `${agents} is missing. Bring it back from a backup; for a floor without agents write [] into it.`,
  );
}

const retiredSchema = z.record(agentSchema.shape.id, agentSchema.shape.generation);

/** Reads the last generation of every agent that was removed. Throws a {@link SetupProblem}. */
export function readRetired({ retired }: RelayFolder): Record<string, number> {
  if (!existsSync(retired)) return {};
  return parseFile(retired, retiredSchema, `${retired} is missing.`);
}

/** systemd, or a container's secrets, deliver the master in a folder under this name. */
const credentialName = 'master';
const masterBytes = 32;

/**
 * Reads the master key: from the folder that CREDENTIALS_DIRECTORY names, else from the relay's
 * own. Throws a {@link SetupProblem}.
 */
export function readMaster({ master }: RelayFolder, credentials: string | undefined): Buffer {
  const delivered = credentials === undefined ? null : join(credentials, credentialName);
  const text = delivered === null ? null : readIfThere(delivered);
  if (delivered !== null && text !== null) return decodeMaster(delivered, text);
  const own = readIfThere(master);
  if (own === null) {
    throw new SetupProblem(
      `The master key ${master} is missing. Bring it back from a backup: with another one every agent would have to join again.`,
    );
  }
  // Windows has no modes: there the folder's own rights protect it.
  if (process.platform !== 'win32' && (statSync(master).mode & 0o077) !== 0) {
    throw new SetupProblem(
      `Other users of this computer can read ${master}. Run: chmod 600 ${master}`,
    );
  }
  return decodeMaster(master, own);
}

/** The master key as it stands in its file: one line of base64url. */
export function encodeMaster(master: Buffer): string {
  return `${master.toString('base64url')}\n`;
}

function decodeMaster(path: string, text: string): Buffer {
  const line = text.trim();
  const master = Buffer.from(line, 'base64url');
  if (master.length === masterBytes && master.toString('base64url') === line) return master;
  throw new SetupProblem(
    `${path} does not hold a master key, which is one line of 43 characters. Bring it back from a backup.`,
  );
}

function parseFile<T extends z.ZodType>(path: string, schema: T, absent: string): z.infer<T> {
  const text = readIfThere(path);
  if (text === null) throw new SetupProblem(absent);
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new SetupProblem(`${path} is not JSON: ${(error as Error).message}. Mend it there.`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map(
    ({ path: place, message }) => `${place.join('.') || basename(path)}: ${message}`,
  );
  throw new SetupProblem(`${path} has mistakes. Mend them there:\n  ${wrong.join('\n  ')}`);
}

/** Returns null if there is no such file; anything else that keeps it from being read is a problem. */
function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new SetupProblem(
      `${path} cannot be read (${code}). Run this as the user that owns it, or change its owner.`,
    );
  }
}
