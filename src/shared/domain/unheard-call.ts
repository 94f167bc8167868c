import type { ArrivalFacts, ArrivalSigns, CallFacts, DialFacts } from './call.ts';

/** Values for a call about which nothing is known: it was not sent, or none of it can be read. */
export const unheard = {
  aheadMs: null,
  agentAnsweredAt: null,
  finishingAt: null,
  endedAt: null,
  talkSeconds: null,
  sid: null,
  provider: null,
  stateRaw: null,
  statusRaw: null,
  legs: [],
  legsSupported: null,
  lastHeardAt: null,
  pollProblem: null,
} as const satisfies Partial<CallFacts>;

/** The same for a dial. */
export const unansweredDial = {
  sentAt: null,
  acceptedAt: null,
  problem: null,
  reported: false,
  verdict: null,
} as const satisfies Partial<DialFacts>;

/** Nothing was told yet. */
const noSigns: ArrivalSigns = {
  offeredAt: null,
  passed: [],
  phone: null,
  picked: false,
  colleagueAt: null,
  colleaguePicked: false,
  summary: null,
  end: null,
};

/** The same for an incoming call. */
export const untoldArrival = {
  queue: null,
  offer: null,
  attempt: null,
  answeredBy: null,
  reported: false,
  signs: noSigns,
} as const satisfies Partial<ArrivalFacts>;
