import type { Clock } from '../../main/base/clock.ts';
import type { Agent, Queue } from '../config.ts';
import type { Metrics } from '../metrics.ts';
import type { RelayLog } from '../relay-log.ts';
import type { Addresses } from './addresses.ts';
import type { CallRecords } from './call-records.ts';
import type { FreeAgents } from './free-agents.ts';
import type { Holds } from './holds.ts';
import type { Tell } from './messenger.ts';
import type { MissedCalls } from './missed-calls.ts';
import type { QueueCounts } from './queue-counts.ts';

/** What calls are routed with. */
export interface DeskParts {
  clock: Clock;
  log: RelayLog;
  queues: readonly Queue[];
  agents: () => readonly Agent[];
  wrapUpSeconds: number;
  records: CallRecords;
  holds: Holds;
  free: FreeAgents;
  addresses: Addresses;
  missed: MissedCalls;
  counts: QueueCounts;
  metrics: Metrics;
  tell: Tell;
  /** Desktops can be heard: this relay routes, and the broker is there. */
  isHeard(): boolean;
  /** Who spoke last with a customer (E.164); null if nobody is known to have. */
  stickyFor(number: string): string | null;
  /** See `callKey`. */
  keyOf: (sid: string) => string;
}
