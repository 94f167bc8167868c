import type { MissedEntry } from '../../src/shared/contract/missed.ts';
import { type CustomerCalls, customers } from './customer-calls.ts';
import type { PracticeExotel } from './practice-exotel.ts';
import { queueName, type SimulatedAgent } from './staff.ts';
import type { AgentView, CustomerView, MissedView, PhoneView } from './view.ts';

/** @param uri the phone's number */
export function phoneView(calls: CustomerCalls, uri: string): PhoneView | null {
  const call = calls.at(uri);
  if (!call) return null;
  const { customer, queue, phase, since } = call;
  return { customer: customer.name, queue: queueName(queue), phase, since };
}

export function agentView(
  { id, name, desktop }: SimulatedAgent,
  { exotel, calls }: { exotel: PracticeExotel; calls: CustomerCalls },
): AgentView {
  const { availability, connection } = desktop.floor.view();
  const { call, isCut, heardBy, incoming } = desktop;
  const { card } = incoming;
  return {
    id,
    name,
    ...{ state: availability.state, reason: availability.reason, since: availability.since },
    connection,
    isCut,
    call: call && {
      behaviour: call.behaviour,
      phase: exotel.call(call.sid)?.phase ?? null,
      since: call.placedAt,
    },
    heardBy,
    phone: phoneView(calls, desktop.phone),
    card: card && {
      number: card.customerDisplay,
      queue: card.arrival.queue?.name ?? null,
      state: card.state,
      outcome: card.outcome,
    },
  };
}

export function customerViews(calls: CustomerCalls, nameOf: (uri: string) => string) {
  return customers.map((customer): CustomerView => {
    const { call, ended } = calls.of(customer.id);
    return {
      ...customer,
      call: call && {
        queue: queueName(call.queue),
        phase: call.phase,
        agent: call.uri === null ? null : nameOf(call.uri),
        since: call.since,
      },
      ended,
    };
  });
}

/** Short: where this desktop's own agent was rung, too, it says so of the agent. */
const reasons: Record<MissedEntry['why'], string> = {
  nobody_free: 'nobody was free',
  no_answer: 'nobody picked up',
  agent_unanswered: 'nobody picked up',
  caller_left: 'hung up',
  customer_cancelled: 'hung up',
  voicemail: 'voicemail',
};

export function missedView(entry: MissedEntry): MissedView {
  const { key, number, display, times, queue, why, at, takenBy } = entry;
  const known = customers.find((each) => each.number?.slice(1) === number?.slice(3));
  return {
    key,
    name: number === null ? 'Number withheld' : (known?.name ?? display ?? number),
    ...{ times, queue, at },
    why: reasons[why],
    takenBy,
    canCallBack: number !== null && takenBy === null,
  };
}
