import type { FloorConnectionState } from '../../src/shared/contract/floor.ts';
import type { AvailabilityState } from '../../src/shared/domain/availability.ts';
import type { CallOutcome, CallState } from '../../src/shared/domain/call-states.ts';
import type { Behaviour } from './behaviour.ts';
import type { CustomerPhase } from './customer-calls.ts';
import type { Phase } from './phone-call.ts';

/** A customer's call on an agent's phone. */
export interface PhoneView {
  customer: string;
  queue: string;
  phase: CustomerPhase;
  /** Epoch milliseconds. */
  since: number;
}

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
  phone: PhoneView | null;
  /** What the desktop shows of the customer's call that came last. */
  card: {
    number: string | null;
    queue: string | null;
    state: CallState;
    outcome: CallOutcome | null;
  } | null;
}

export interface CustomerView {
  id: string;
  name: string;
  number: string | null;
  call: { queue: string; phase: CustomerPhase; agent: string | null; since: number } | null;
  /** What came of the last call. */
  ended: string | null;
}

/** A customer whom nobody has spoken with. */
export interface MissedView {
  key: string;
  name: string;
  times: number;
  queue: string | null;
  why: string;
  at: number;
  takenBy: string | null;
  canCallBack: boolean;
}

/** All that the page shows. */
export interface FloorView {
  /** Epoch milliseconds, by the computer that is shown. */
  at: number;
  broker: boolean;
  /** Agents and customers call by themselves. */
  busy: boolean;
  /** Every simulated agent is on a break. */
  rest: boolean;
  wall: string;
  metrics: string;
  /** The text by which a real Handset joins, and the account it calls from. */
  joinText: string;
  account: string;
  /** The phone of whoever joined by it. */
  yourPhone: PhoneView | null;
  queues: { id: string; name: string }[];
  customers: CustomerView[];
  agents: AgentView[];
  /** Newest first, as one of the desktops lists them. */
  missed: MissedView[];
  /** Newest first. */
  news: { at: number; text: string; kind: 'call' | 'floor' | 'trouble' }[];
}
