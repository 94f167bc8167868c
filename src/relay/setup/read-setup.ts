import { type FSWatcher, watch } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { Emitter } from '../../main/base/emitter.ts';
import type { Agent } from '../config.ts';
import type { RelayLog } from '../relay-log.ts';
import { relayFolder } from './folder.ts';
import { readAgents, readConfig, readMaster } from './read-files.ts';
import type { RelaySetup } from './relay-setup.ts';

/** An editor writes a file in several steps: it is read when nothing has happened for so long. */
const settleMs = 100;

export interface WatchedSetup extends RelaySetup {
  /** Stops following agents.json. */
  close(): void;
}

/**
 * Reads a relay's folder, and follows agents.json from then on: an edit that cannot be read is
 * logged, and the former list stays. Throws a SetupProblem if the folder cannot be used.
 */
export function readSetup(
  path: string,
  { log, credentials }: { log: RelayLog; credentials?: string | undefined },
): WatchedSetup {
  const folder = relayFolder(path);
  const config = readConfig(folder);
  const master = readMaster(folder, credentials);
  let agents = readAgents(folder);
  const agentsChanged = new Emitter<null>();

  const readAgain = (): void => {
    let found: Agent[];
    try {
      found = readAgents(folder);
    } catch (error) {
      log.error(`${(error as Error).message} Until then the former list of agents is used.`);
      return;
    }
    if (isDeepStrictEqual(found, agents)) return;
    agents = found;
    agentsChanged.emit(null);
  };
  const close = followFolder(path, readAgain, log);
  return { config, master, agents: () => agents, agentsChanged, log, close };
}

/** The folder rather than the file: editors, and we, put a new file in the place of the old one. */
function followFolder(path: string, changed: () => void, log: RelayLog): () => void {
  let settling: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | null = null;
  const unable = (error: unknown): void => {
    const { code } = error as NodeJS.ErrnoException;
    log.warn(`agents.json cannot be followed (${code}): restart the relay after changing it.`);
  };
  try {
    watcher = watch(path, { persistent: false }, () => {
      clearTimeout(settling);
      settling = setTimeout(changed, settleMs);
    });
    watcher.on('error', unable);
  } catch (error) {
    unable(error);
  }
  return () => {
    clearTimeout(settling);
    watcher?.close();
  };
}
