import type { Emitter } from '../../main/base/emitter.ts';
import type { Agent, RelayConfig } from '../config.ts';
import type { RelayLog } from '../relay-log.ts';

/** What a running relay needs, read from its folder. */
export interface RelaySetup {
  config: RelayConfig;
  /** 32 bytes. */
  master: Buffer;
  /** As agents.json stands now. */
  agents(): readonly Agent[];
  /** agents.json was changed. */
  agentsChanged: Emitter<null>;
  log: RelayLog;
}
