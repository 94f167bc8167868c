import type { CallEvent } from '../../src/main/calls/call-machine.ts';
import { beginArrival } from '../../src/main/calls/inbound.ts';
import type { ArrivalEnd, InboundFacts, Leg, PhonePhase } from '../../src/shared/domain/call.ts';
import { callLeg, providerCall, startedAt } from './call-facts.ts';

export const mine = '+919800000001';
export const colleagues = '+919800000002';
export const offers = [
  '00000000-0000-4000-8000-000000000001',
  '00000000-0000-4000-8000-000000000002',
] as const;

/** A call of which nothing was told yet. */
export function heardOf(changes: Partial<InboundFacts> = {}): InboundFacts {
  const call = beginArrival(
    {
      id: 'in-sid-1',
      sid: 'sid-1',
      practice: false,
      accountSid: 'acme1',
      customerNumber: '+919876543210',
      customerDisplay: '+91 98765 43210',
      customerCountry: 'IN',
      agentUri: mine,
      virtualNumber: '+912241499102',
      createdAt: startedAt,
    },
    startedAt,
  );
  return { ...call, ...changes };
}

const at = (second: number) => startedAt + second * 1_000;

/** What is told of a call, `second` seconds after it began. */
export const told = {
  offer: (second: number, { offer = offers[0] as string, attempt = 1 } = {}): CallEvent => ({
    type: 'offer',
    at: at(second),
    told: at(second),
    offer,
    attempt,
    queue: { id: 'sales', name: 'Sales' },
    agentUri: mine,
  }),
  dial: (second: number, phase: PhonePhase, yours = true): CallEvent => ({
    type: 'dial',
    at: at(second),
    told: at(second),
    phase,
    yours,
    agentUri: yours ? mine : colleagues,
  }),
  passed: (second: number, offer: string = offers[0]): CallEvent => ({
    type: 'passed',
    at: at(second),
    offer,
  }),
  summary: (
    second: number,
    came: ArrivalEnd,
    { yours = true, talkSeconds = null as number | null } = {},
  ): CallEvent => ({
    type: 'summary',
    at: at(second),
    told: at(second),
    came,
    yours,
    talkSeconds,
  }),
  details: (second: number, changes: Parameters<typeof providerCall>[0] = {}): CallEvent => ({
    type: 'details',
    at: at(second),
    call: providerCall({ startedAt: null, ...changes }),
  }),
  legs: (second: number, legs: Leg[]): CallEvent => ({ type: 'legs', at: at(second), legs }),
};

/** A leg of this agent's phone, or of a colleague's. */
export function agentLeg(
  status: Leg['status'],
  { yours = true, second = 0 }: { yours?: boolean; second?: number } = {},
): Leg {
  const uri = yours ? '09800000001' : colleagues;
  return callLeg('agent', status, { sid: uri, contactUri: uri, createdAt: at(second) });
}
