import type { ArrivalStory, PracticeStory } from '../../shared/domain/practice-story.ts';
import { detailsScriptOf, isArrivalStory } from './arrival-script.ts';

/** How a story goes, in seconds after the call was accepted, at speed 1. */
export interface Script {
  status: string;
  /** When the agent picks up and the customer's leg appears; null for never. */
  agentAnswersAt: number | null;
  /** Null if the customer is not dialled. */
  customerDialledAt: number | null;
  customerAnswersAt: number | null;
  endsAt: number;
  /** When Exotel has processed the call and its state becomes terminal. */
  terminalAt: number;
  /** Null if nobody talked and nothing was recorded. */
  recordingAt: number | null;
  agentLegEnd: LegEnd;
  customerLegEnd: LegEnd;
}
export type LegEnd = 'completed' | 'failed' | 'no-answer';

const completed: Script = {
  status: 'completed',
  agentAnswersAt: 4,
  customerDialledAt: 4,
  customerAnswersAt: 10,
  endsAt: 30,
  terminalAt: 32,
  recordingAt: 35,
  agentLegEnd: 'completed',
  customerLegEnd: 'completed',
};

const scripts: Partial<Record<PracticeStory, Script>> = {
  agent_unanswered: {
    ...completed,
    ...nobodyTalks(12),
    status: 'from_leg_unanswered',
    agentAnswersAt: null,
    customerDialledAt: null,
    agentLegEnd: 'no-answer',
  },
  customer_unanswered: {
    ...completed,
    ...nobodyTalks(16),
    status: 'to_leg_unanswered',
    customerLegEnd: 'no-answer',
  },
  agent_cancelled: {
    ...completed,
    ...nobodyTalks(9),
    status: 'from_leg_cancelled',
    customerLegEnd: 'failed',
  },
  not_dialled: {
    ...completed,
    ...nobodyTalks(6),
    status: 'to_leg_no_dial',
    customerDialledAt: null,
  },
  recording_late: { ...completed, recordingAt: 120 },
};

/**
 * Returns a story's script. Stories that refuse the call get the completed one, which is never
 * seen.
 */
export function scriptOf(story: PracticeStory | ArrivalStory): Script {
  if (isArrivalStory(story)) return detailsScriptOf(story);
  return scripts[story] ?? completed;
}

function nobodyTalks(endsAt: number) {
  return { customerAnswersAt: null, endsAt, terminalAt: endsAt + 2, recordingAt: null };
}
