import {
  CircleHelp,
  type LucideIcon,
  PhoneCall,
  PhoneForwarded,
  PhoneIncoming,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Voicemail,
} from 'lucide-react';
import type { CallDirection } from '../../../shared/domain/call.ts';
import type { CallOutcome } from '../../../shared/domain/call-states.ts';
import { endTone } from './tone.ts';
import './call-icon.css';

const icons: Record<Exclude<CallOutcome, 'completed'>, LucideIcon> = {
  agent_unanswered: PhoneOff,
  customer_unanswered: PhoneMissed,
  agent_cancelled: PhoneMissed,
  customer_cancelled: PhoneMissed,
  agent_not_dialled: PhoneOff,
  customer_not_dialled: PhoneOff,
  answered_elsewhere: PhoneForwarded,
  passed_on: PhoneForwarded,
  voicemail: Voicemail,
  other: CircleHelp,
  rejected: PhoneOff,
  not_sent: PhoneOff,
  unknown: CircleHelp,
  no_final_status: CircleHelp,
};

const talkedIcons: Record<CallDirection, LucideIcon> = {
  outbound: PhoneOutgoing,
  inbound: PhoneIncoming,
};

interface CallIconProps {
  direction: CallDirection;
  /** Null while the call is going on. */
  outcome: CallOutcome | null;
}

/** The outcome of a call as an icon, with the words beside it. */
export function CallIcon({ direction, outcome }: CallIconProps) {
  const Icon = iconOf(direction, outcome);
  return (
    <span
      className="call-icon"
      data-tone={outcome ? endTone(direction, outcome) : 'ringing'}
      aria-hidden="true"
    >
      <Icon size={18} strokeWidth={1.8} />
    </span>
  );
}

function iconOf(direction: CallDirection, outcome: CallOutcome | null): LucideIcon {
  if (outcome === 'completed') return talkedIcons[direction];
  return outcome ? icons[outcome] : PhoneCall;
}
