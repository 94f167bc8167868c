import type { Desktop } from './desktop.ts';

export interface SimulatedAgent {
  id: string;
  name: string;
  desktop: Desktop;
}

const names = [
  ['asha', 'Asha Rao'],
  ['vikram', 'Vikram Shah'],
  ['meera', 'Meera Nair'],
  ['arjun', 'Arjun Das'],
  ['kavya', 'Kavya Iyer'],
  ['rohan', 'Rohan Gill'],
  ['sana', 'Sana Khan'],
  ['dev', 'Dev Patel'],
  ['isha', 'Isha Bose'],
  ['nikhil', 'Nikhil Jain'],
] as const;

const phoneOf = (index: number): string => `+9198000000${String(index).padStart(2, '0')}`;

export const staff = names.map(([id, name], index) => ({ id, name, uri: phoneOf(index) }));
/** Whoever looks at the page, with a Handset of their own. */
export const you = { id: 'you', name: 'You', uri: phoneOf(names.length) };
/** The day has begun, and two are not at their desks. */
export const onBreak: Record<string, string> = { kavya: 'Tea', dev: 'Lunch' };

export const queues = [
  { id: 'sales', name: 'Sales' },
  { id: 'support', name: 'Support' },
];

export function queueName(id: string): string {
  return queues.find((queue) => queue.id === id)?.name ?? id;
}
