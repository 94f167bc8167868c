import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { Agent, RelayConfig } from '../config.ts';
import { brokerPasswords } from './broker-files.ts';
import type { RelayFolder } from './folder.ts';
import { relayLogins } from './logins.ts';
import { readAgents, readRetired } from './read-files.ts';
import { SetupProblem } from './setup-problem.ts';

/** Closed to all but its owner. */
export const privateMode = 0o600;
/** mosquitto has its own user, in the group of the folder. */
const brokerMode = 0o640;
const openMode = 0o644;

/** Writes a file that is not there yet. Throws EEXIST if it is. */
export function writeNew(path: string, text: string, mode: number = openMode): void {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'wx', mode);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Puts a file in the place of another: readers see the one or the other, whole. */
function replace(path: string, text: string, mode: number): void {
  const next = `${path}.new`;
  rmSync(next, { force: true });
  writeNew(next, text, mode);
  renameSync(next, path);
}

/** Writes the broker's password file anew from the agents. */
export function writePasswords(
  folder: RelayFolder,
  { config, master, agents }: { config: RelayConfig; master: Buffer; agents: readonly Agent[] },
): void {
  const { floor } = config;
  mkdirSync(folder.broker.folder, { recursive: true });
  const text = brokerPasswords({ master, floor, relays: relayLogins(config), agents });
  replace(folder.broker.passwords, text, brokerMode);
}

/** agents.json as people read it: an agent a line. */
export function agentsText(agents: readonly Agent[]): string {
  const rows = agents.map((agent) => `  ${JSON.stringify(agent)}`);
  return rows.length === 0 ? '[]\n' : `[\n${rows.join(',\n')}\n]\n`;
}

/**
 * Changes agents.json, and returns what `change` has returned with the list. Two at once would lose
 * one change: the second is refused with a {@link SetupProblem}. Nothing is written if `change`
 * throws.
 */
export function changeAgents<T>(
  folder: RelayFolder,
  change: (agents: Agent[]) => { agents: Agent[]; result: T },
): { agents: Agent[]; result: T } {
  const lock = `${folder.agents}.lock`;
  try {
    writeNew(lock, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw unwritable(lock, error);
    throw new SetupProblem(
      `Another command is changing ${folder.agents}. If none is running, delete ${lock}.`,
    );
  }
  try {
    const changed = change(readAgents(folder));
    replace(folder.agents, agentsText(changed.agents), statSync(folder.agents).mode & 0o777);
    return changed;
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Keeps the last generation of an agent that is about to be removed. */
export function retire(folder: RelayFolder, { id, generation }: Agent): void {
  const retired = { ...readRetired(folder), [id]: generation };
  replace(folder.retired, `${JSON.stringify(retired, null, 2)}\n`, openMode);
}

/** What a failed write means to the administrator. */
export function unwritable(path: string, error: unknown): SetupProblem {
  const { code } = error as NodeJS.ErrnoException;
  return new SetupProblem(
    `${path} cannot be written (${code}). Run this as the user that owns the folder.`,
  );
}
