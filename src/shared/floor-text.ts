import type { FloorConnectionState, FloorView } from './contract/floor.ts';
import type { Availability, AvailabilityState, AvailabilityWish } from './domain/availability.ts';

/** What an agent is on the floor, in one word: no connection goes before everything else. */
export type FloorStanding =
  | Exclude<FloorConnectionState, 'none' | 'connected'>
  | AvailabilityState
  | 'breakAfterCall';

type Seen = Pick<FloorView, 'joined' | 'connection' | 'availability'>;

/** Returns null while no floor is joined. */
export function standingOf({ joined, connection, availability }: Seen): FloorStanding | null {
  if (joined === null || connection === 'none') return null;
  if (connection !== 'connected') return connection;
  return breakIsNext(availability) ? 'breakAfterCall' : availability.state;
}

/** Whether a call is in the way of what is chosen now; a choice made after a call ends the time after it. */
export function callComesFirst({ state }: Pick<Availability, 'state'>): boolean {
  return state === 'oncall';
}

function breakIsNext({ state, wish }: Availability): boolean {
  return (state === 'oncall' || state === 'wrapup') && wish.state === 'break';
}

/** The message that says a standing, and what it is said with. */
export type StandingText =
  | { key: `floor.standing.${FloorStanding}` }
  | { key: `floor.because.${'break' | 'breakAfterCall'}`; reason: string };

/** Returns the message for what the agent is: a break is called by its reason. */
export function standingText(standing: FloorStanding, { availability }: Seen): StandingText {
  const { reason, wish } = availability;
  if (standing === 'break' && reason !== null) return { key: 'floor.because.break', reason };
  if (standing === 'breakAfterCall' && wish.state === 'break' && wish.reason !== null)
    return { key: 'floor.because.breakAfterCall', reason: wish.reason };
  return { key: `floor.standing.${standing}` };
}

/** Whether the floor hears of what the agent chooses, now or later. */
export function canChoose(connection: FloorConnectionState): boolean {
  return connection === 'connected' || connection === 'connecting' || connection === 'unreachable';
}

/** What one key changes the choice to. */
export function otherWish({ state }: AvailabilityWish): AvailabilityWish {
  return state === 'available' ? { state: 'break', reason: null } : { state: 'available' };
}

/** The floor's reasons for a break, and the one in force if the agent has typed it. */
export function reasonsOf({
  breakReasons,
  availability,
}: Pick<FloorView, 'breakReasons' | 'availability'>): string[] {
  const { wish } = availability;
  const typed = wish.state === 'break' && wish.reason !== null ? [wish.reason] : [];
  return [...new Set([...breakReasons, ...typed])];
}
