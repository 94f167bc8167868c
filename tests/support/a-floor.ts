import type { FloorView } from '../../src/shared/contract/floor.ts';
import type { Availability } from '../../src/shared/domain/availability.ts';

const since = Date.UTC(2026, 10, 12, 8, 30);

/** A floor that an agent has joined, connected, on a first break as each day begins. */
export function aFloor(
  changed: Partial<Omit<FloorView, 'availability'>> & { availability?: Partial<Availability> } = {},
): FloorView {
  const { availability, ...rest } = changed;
  return {
    joined: {
      floor: 'support',
      floorName: 'Customer care, Pune',
      agent: 'asha',
      agentName: 'Asha Rao',
      relay: 'floor.example.com',
    },
    connection: 'connected',
    since,
    lastMessageAt: since + 90_000,
    breakReasons: ['Lunch', 'Tea', 'Training'],
    pollShare: 12,
    clockDiffers: false,
    ...rest,
    availability: {
      state: 'break',
      since,
      until: null,
      reason: null,
      wish: { state: 'break', reason: null },
      ...availability,
    },
  };
}

/** What is shown while no floor is joined. */
export const noFloor: FloorView = aFloor({
  joined: null,
  connection: 'none',
  lastMessageAt: null,
  breakReasons: [],
  pollShare: null,
});
