import {
  CircleHelp,
  type LucideIcon,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
} from 'lucide-react';
import type { CallOutcome } from '../../../shared/domain/call-states.ts';
import { outcomeTone } from './tone.ts';
import './call-icon.css';

const icons: Record<CallOutcome, LucideIcon> = {
  completed: PhoneOutgoing,
  agent_unanswered: PhoneOff,
  customer_unanswered: PhoneMissed,
  agent_cancelled: PhoneMissed,
  customer_cancelled: PhoneMissed,
  agent_not_dialled: PhoneOff,
  customer_not_dialled: PhoneOff,
  other: CircleHelp,
  rejected: PhoneOff,
  not_sent: PhoneOff,
  unknown: CircleHelp,
  no_final_status: CircleHelp,
};

/** How a call came out, as a sign; null: it goes on. The words stand beside it. */
export function CallIcon({ outcome }: { outcome: CallOutcome | null }) {
  const Icon = outcome ? icons[outcome] : PhoneCall;
  return (
    <span
      className="call-icon"
      data-tone={outcome ? outcomeTone(outcome) : 'ringing'}
      aria-hidden="true"
    >
      <Icon size={18} strokeWidth={1.8} />
    </span>
  );
}
