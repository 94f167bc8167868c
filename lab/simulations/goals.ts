import type { Outcome, Scenario } from './simulate.ts';

/** Polling this often is fast enough, however much the budget allows; seconds. */
const quickEnough = 5;

/** Returns how soon an end can be seen if all agents poll in turn, in seconds. */
export function boundSeconds(agents: number): number {
  return Math.max((agents * 60) / 200, quickEnough / 1.3);
}

/**
 * Returns which of polling's promises a shift's outcome misses; empty if none. Sources of the
 * figures: docs/polling.md.
 */
export function missedGoals(scenario: Scenario, outcome: Outcome): string[] {
  const { agents, known } = scenario;
  const missed: string[] = [];
  const check = (met: boolean, goal: string) => {
    if (!met) missed.push(goal);
  };
  const refused = outcome.looksRefused / outcome.looks;
  if (known) {
    check(outcome.looksRefused === 0, 'no 429 for a look');
    check(outcome.delay.p95 <= 1.3 * boundSeconds(agents), 'p95 of the delay ≤ 1.3 × bound');
  } else {
    check(refused <= 0.01, 'at most 1 % of looks answered 429');
    check(outcome.fairness >= 0.9, "Jain's fairness ≥ 0.9");
  }
  // The limit shows only when it is hit: above 60 agents, for whom the cap of the learned share
  // leaves room, finding it costs a dial now and then. See docs/polling.md.
  const dialsLost = known || agents <= 60 ? 0 : 0.01;
  check(outcome.postsRefused / outcome.posts <= dialsLost, 'no dial refused');
  return missed;
}
