import type { Queue } from '../config.ts';

/** An agent who could be rung now. */
export interface FreeAgent {
  agent: string;
  uri: string;
  /** For how long they have been available, in milliseconds. */
  idleMs: number;
}

export interface PlanInput {
  queue: Queue;
  /** `list` where Exotel does not ask again after an attempt. */
  mode: Queue['mode'];
  /** The agents of the queue who are free. */
  free: readonly FreeAgent[];
  /** Who spoke with the caller last. */
  sticky: string | null;
  /** Agents whom this call was offered to before. */
  tried: readonly string[];
  /** Attempts made in this queue. */
  attempts: number;
  /** Since Exotel asked for this call first. */
  waitedMs: number;
  overflowRung: boolean;
}

export type Plan =
  | { kind: 'agents'; agents: readonly FreeAgent[]; ringSeconds: number; again: boolean }
  | { kind: 'overflow'; uri: string }
  | { kind: 'nobody' };

const mostInList = 3;

/**
 * Whom to ring next: the one who spoke with the caller last, else who has waited longest; then the
 * queue's overflow, once; then nobody. An agent who was tried is not tried again in the same call.
 */
export function planAttempt(input: PlanInput): Plan {
  const { queue, mode, free, sticky, tried, attempts, waitedMs } = input;
  const candidates = free.filter(({ agent }) => !tried.includes(agent));
  const attemptsLeft = queue.maxAttempts - attempts;
  if (candidates.length === 0 || attemptsLeft <= 0 || waitedMs >= queue.maxWaitSeconds * 1_000) {
    return withoutAgents(input);
  }
  const [first, ...others] = inOrder(candidates, sticky);
  if (!first) return withoutAgents(input);
  if (mode === 'list') {
    const agents = [first, ...others].slice(0, Math.min(mostInList, attemptsLeft));
    return { kind: 'agents', agents, ringSeconds: queue.ringSeconds, again: false };
  }
  const ringsAlone = first.agent === sticky && queue.reply.ringing === 'send';
  return {
    kind: 'agents',
    agents: [first],
    ringSeconds: ringsAlone ? queue.stickyRingSeconds : queue.ringSeconds,
    again: true,
  };
}

function withoutAgents({ queue, overflowRung }: PlanInput): Plan {
  return queue.overflowUri !== null && !overflowRung
    ? { kind: 'overflow', uri: queue.overflowUri }
    : { kind: 'nobody' };
}

/** Who spoke with the caller last comes first, all others by how long they have waited. */
function inOrder(candidates: readonly FreeAgent[], sticky: string | null): FreeAgent[] {
  return [...candidates].sort(
    (one, other) =>
      Number(other.agent === sticky) - Number(one.agent === sticky) ||
      other.idleMs - one.idleMs ||
      (one.agent < other.agent ? -1 : 1),
  );
}
