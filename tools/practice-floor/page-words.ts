import type { AgentView, CustomerView, PhoneView } from './view.ts';

// What the page says. Served with its types stripped.

export const states = {
  available: 'Available',
  oncall: 'On a call',
  wrapup: 'Wrapping up',
  break: 'Break',
  offline: 'Offline',
};

const cardStates: Partial<Record<NonNullable<AgentView['card']>['state'], string>> = {
  offered: 'about to ring',
  ringing: 'rings',
  answered: 'talking',
  finishing: 'over',
};
const cardEnds: Partial<Record<NonNullable<NonNullable<AgentView['card']>['outcome']>, string>> = {
  completed: 'talked',
  agent_unanswered: 'missed',
  answered_elsewhere: 'a colleague took it',
  passed_on: 'went on to a colleague',
  customer_cancelled: 'the customer hung up',
  voicemail: 'went to voicemail',
};

/** What the desktop's card says of the call. */
export function cardWord({ state, outcome }: NonNullable<AgentView['card']>): string {
  return (outcome === null ? cardStates[state] : cardEnds[outcome]) ?? 'over';
}

export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

export function initials(name: string): string {
  return name.replace(/(\w)\w*\s*/g, '$1');
}

export function phoneStory({ customer, queue, phase, since }: PhoneView, at: number): string {
  const what =
    phase === 'talks' ? `Talks with ${customer}.` : `The phone rings: ${customer} calls ${queue}.`;
  return `${what} ${clock(at - since)}`;
}

/** What the two phones do, in words. */
export function storyOf(
  { call, phone, heardBy, isCut, connection }: AgentView,
  at: number,
): string {
  if (phone) return phoneStory(phone, at);
  if (call) {
    const words = {
      agent_rings: 'The agent’s own phone rings.',
      customer_rings: 'The customer’s phone rings.',
      talking: 'Agent and customer talk.',
      over: 'Over. The desktop does not know it yet.',
    };
    return `${call.phase === null ? 'Dialling.' : words[call.phase]} ${clock(at - call.since)}`;
  }
  if (isCut) return 'No network: the floor misses this desktop after ten seconds.';
  if (connection !== 'connected') return 'Tries to reach the floor again.';
  if (heardBy === 'floor') return 'The floor told this desktop of the end at once.';
  if (heardBy === 'poll') return 'This desktop found the end out by asking Exotel.';
  return 'Idle.';
}

export function customerStory({ call, ended }: CustomerView, at: number): string {
  if (!call) return ended ?? 'Has not called yet.';
  const { phase, agent, queue, since } = call;
  const words = {
    waits: `Calls ${queue}.`,
    rings: `Hears it ring at ${agent}’s.`,
    talks: `Talks with ${agent}.`,
  };
  return `${words[phase]} ${clock(at - since)}`;
}
