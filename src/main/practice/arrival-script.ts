import { type ArrivalStory, arrivalStories } from '../../shared/domain/practice-story.ts';
import type { LegEnd, Script } from './script.ts';

/** How a practice customer's call goes, in seconds after it came, at speed 1. */
export interface ArrivalScript {
  /** Exotel's word in the end. */
  status: string;
  /** How the floor tells its end. */
  came: 'talked' | 'rang_out' | 'caller_left' | 'voicemail';
  /** When this agent picks up; null for never. */
  pickedAt: number | null;
  /** When this agent's phone is free again. */
  letGoAt: number;
  legEnd: LegEnd;
  /** When a colleague's phone rings in its place and is picked up; null for never. */
  colleagueAt: number | null;
  endsAt: number;
}

/** When this agent's phone is dialled, and when it rings. */
export const dialledAt = 1;
export const ringsAt = 2;

const missed = {
  status: 'to_leg_unanswered',
  came: 'rang_out',
  pickedAt: null,
  letGoAt: 22,
  legEnd: 'no-answer',
  colleagueAt: null,
  endsAt: 22,
} as const satisfies ArrivalScript;

export const arrivalScripts: Record<ArrivalStory, ArrivalScript> = {
  called_answered: {
    status: 'completed',
    came: 'talked',
    pickedAt: 8,
    letGoAt: 30,
    legEnd: 'completed',
    colleagueAt: null,
    endsAt: 30,
  },
  called_missed: missed,
  called_elsewhere: {
    ...missed,
    status: 'completed',
    came: 'talked',
    letGoAt: 15,
    colleagueAt: 16,
    endsAt: 40,
  },
  called_left: {
    ...missed,
    status: 'from_leg_cancelled',
    came: 'caller_left',
    letGoAt: 9,
    endsAt: 9,
  },
  called_voicemail: { ...missed, came: 'voicemail', endsAt: 36 },
};

export function isArrivalStory(story: string): story is ArrivalStory {
  return (arrivalStories as readonly string[]).includes(story);
}

/** How long they talk in a story, in seconds at speed 1; null if nobody does. */
export function talkedFor(story: ArrivalStory): number | null {
  const { came, pickedAt, colleagueAt, endsAt } = arrivalScripts[story];
  const from = pickedAt ?? colleagueAt;
  return came === 'talked' && from !== null ? endsAt - from : null;
}

/** The same as Exotel's details tell a call: whoever talks, they do so as one that was dialled. */
export function detailsScriptOf(story: ArrivalStory): Script {
  const { status, pickedAt, colleagueAt, legEnd, endsAt } = arrivalScripts[story];
  const talkedFrom = talkedFor(story) === null ? null : (pickedAt ?? colleagueAt);
  return {
    status,
    agentAnswersAt: pickedAt,
    customerDialledAt: 0,
    customerAnswersAt: talkedFrom,
    endsAt,
    terminalAt: endsAt + 2,
    recordingAt: talkedFrom === null ? null : endsAt + 5,
    agentLegEnd: legEnd,
    customerLegEnd: 'completed',
  };
}
