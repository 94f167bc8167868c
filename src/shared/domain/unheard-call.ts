import type { CallFacts } from './call.ts';

/** Values for a call about which nothing is known: it was not sent, or none of it can be read. */
export const unheard = {
  aheadMs: null,
  sentAt: null,
  acceptedAt: null,
  agentAnsweredAt: null,
  finishingAt: null,
  endedAt: null,
  talkSeconds: null,
  sid: null,
  provider: null,
  stateRaw: null,
  statusRaw: null,
  problem: null,
  verdict: null,
  legs: [],
  legsSupported: null,
  lastHeardAt: null,
  pollProblem: null,
} as const satisfies Partial<CallFacts>;
