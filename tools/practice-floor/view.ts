import type { FloorConnectionState } from '../../src/shared/contract/floor.ts';
import type { AvailabilityState } from '../../src/shared/domain/availability.ts';
import type { Behaviour } from './behaviour.ts';
import type { Phase } from './phone-call.ts';

export interface AgentView {
  id: string;
  name: string;
  state: AvailabilityState;
  reason: string | null;
  /** Epoch milliseconds. */
  since: number;
  connection: FloorConnectionState;
  isCut: boolean;
  call: { behaviour: Behaviour; phase: Phase | null; since: number } | null;
  heardBy: 'floor' | 'poll' | null;
}

/** All that the page shows. */
export interface FloorView {
  /** Epoch milliseconds, by the computer that is shown. */
  at: number;
  broker: boolean;
  /** Agents call by themselves. */
  busy: boolean;
  wall: string;
  metrics: string;
  /** The text by which a real Handset joins, and the account it calls from. */
  joinText: string;
  account: string;
  agents: AgentView[];
  /** Newest first. */
  news: { at: number; text: string; kind: 'call' | 'floor' | 'trouble' }[];
}
