import {
  CircleCheck,
  CloudOff,
  Coffee,
  Download,
  LoaderCircle,
  Lock,
  type LucideIcon,
  MonitorX,
  PhoneCall,
  Power,
  Timer,
  UserRoundX,
} from 'lucide-react';
import type { FloorStanding } from '../../../../shared/floor-text.ts';
import type { Tone } from '../../ui/tone.ts';

interface StandingLook {
  icon: LucideIcon;
  tone: Tone | 'accent' | 'idle';
}

/** Each standing has a sign of its own: the colour alone says nothing. */
export const standingLooks: Record<FloorStanding, StandingLook> = {
  available: { icon: CircleCheck, tone: 'talking' },
  oncall: { icon: PhoneCall, tone: 'accent' },
  breakAfterCall: { icon: Coffee, tone: 'accent' },
  wrapup: { icon: Timer, tone: 'ringing' },
  break: { icon: Coffee, tone: 'ringing' },
  offline: { icon: Power, tone: 'idle' },
  connecting: { icon: LoaderCircle, tone: 'idle' },
  unreachable: { icon: CloudOff, tone: 'failed' },
  refused: { icon: UserRoundX, tone: 'failed' },
  elsewhere: { icon: MonitorX, tone: 'failed' },
  locked: { icon: Lock, tone: 'failed' },
  outdated: { icon: Download, tone: 'failed' },
};
