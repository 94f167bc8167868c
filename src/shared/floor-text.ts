import type { FloorConnectionState, FloorView } from './contract/floor.ts';
import type { AvailabilityState, AvailabilityWish } from './domain/availability.ts';

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

/** Whether a call, or the time after it, is in the way of what was chosen. */
export function callComesFirst({ state }: Pick<FloorView['availability'], 'state'>): boolean {
  return state === 'oncall' || state === 'wrapup';
}

function breakIsNext(availability: FloorView['availability']): boolean {
  return callComesFirst(availability) && availability.wish.state === 'break';
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

/** What the agent chose in connections in which the floor hears of it, now or later. */
export function canChoose(connection: FloorConnectionState): boolean {
  return connection === 'connected' || connection === 'connecting' || connection === 'unreachable';
}

/** What one key changes the choice to. */
export function otherWish({ state }: AvailabilityWish): AvailabilityWish {
  return state === 'available' ? { state: 'break', reason: null } : { state: 'available' };
}
