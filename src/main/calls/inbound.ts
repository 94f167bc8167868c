import { assertNever } from '../../shared/assert-never.ts';
import type { InboundFacts, Leg } from '../../shared/domain/call.ts';
import { isOpen } from '../../shared/domain/call.ts';
import type { CallEvent } from './call-machine.ts';
import { momentOf } from './call-time.ts';
import { claimOf } from './custom-field.ts';
import {
  gaveUp,
  type Measured,
  pollFailed,
  type Reading,
  seeDetails,
  withLegs,
} from './observed.ts';

/**
 * The machine of an incoming call: it learns the call's end, and after that whatever Exotel still
 * reports. How the call rings and is answered is not followed; see docs/architecture.md.
 */
export function transitionInbound(call: InboundFacts, event: CallEvent): InboundFacts {
  const at = momentOf(call, event.at);
  switch (event.type) {
    case 'details':
      if (claimOf(event.call.customField, call) === 'another') return call;
      return seeDetails(call, event.call, at, event.aheadMs, reading);
    case 'legs':
      return seeLegs(call, event.legs, at, event.aheadMs);
    case 'poll_failed':
      return pollFailed(call, event.problem);
    case 'gave_up':
      return isOpen(call.state) ? gaveUp(call) : call;
    // Only dialled calls are sent, refused, or in doubt; without legs nothing is missing.
    case 'sending':
    case 'accepted':
    case 'rejected':
    case 'not_sent':
    case 'ambiguous':
    case 'interrupted':
    case 'legs_unsupported':
    case 'verdict':
    case 'sid_learned':
      return call;
    default:
      return assertNever('call event', event);
  }
}

const reading: Reading<InboundFacts> = {
  known: (call) => call,
  running: ({ state }) => state,
};

/** Adds the final legs, for the call's timeline. */
function seeLegs(call: InboundFacts, seen: Leg[], at: number, measured: Measured): InboundFacts {
  if (call.state !== 'ended') return call;
  const told = withLegs(call, seen, at, measured);
  return told.legs.length === 0 ? call : told;
}
