import { accountLimitPerMinute } from '../../src/main/exotel/request-budget.ts';
import { plannedShare } from '../../src/relay/budget/floor-budget.ts';
import { percent } from './delay-plot.ts';
import { type FloorOutcome, type FloorScenario, simulateFloor } from './simulate-floor.ts';

export interface PlayedFloor extends FloorScenario {
  outcome: FloorOutcome;
  missed: string[];
}

const crowds = [200, 500, 1_000];
const accounts = [1, 2];
const ways = ['each', 'auto'] as const;
const hours = 2;

/** Plays floors of many agents on one account and on two, counted as the account counts at its worst. */
export async function playFloors(seed: number): Promise<PlayedFloor[]> {
  const played: PlayedFloor[] = [];
  for (const agents of crowds)
    for (const count of accounts)
      for (const verify of ways) {
        const window = 'sliding';
        const scenario: FloorScenario = { agents, accounts: count, verify, window, hours, seed };
        const outcome = await simulateFloor(scenario);
        const missed = missedByFloor(scenario, outcome);
        const each = { ...scenario, outcome, missed };
        console.log(row(each), missed.length > 0 ? `MISSED: ${missed.join('; ')}` : '');
        played.push(each);
      }
  return played;
}

/** Returns which promises a floor misses whose dials fit into what is planned for; else none. */
export function missedByFloor(
  { accounts: count, verify }: FloorScenario,
  outcome: FloorOutcome,
): string[] {
  const fits = outcome.callsPerMinute / count <= plannedShare * accountLimitPerMinute;
  if (verify === 'each' || !fits) return [];
  const missed: string[] = [];
  // By chance alone, some minutes have many more dials than others.
  if (outcome.postsRefused > 0.002) missed.push('at most 0.2 % of dials refused');
  if (outcome.delay.p95 > 1) missed.push('p95 of the delay ≤ 1 s');
  return missed;
}

export function floorTable(played: readonly PlayedFloor[]): string {
  return [
    '| agents | accounts | ends known by | dials a minute | end seen, p50 | p95 | requests per call | dials refused | taken as reported |',
    '|---|---|---|---|---|---|---|---|---|',
    ...played.map(row),
  ].join('\n');
}

function row({ agents, accounts: count, verify, outcome }: PlayedFloor): string {
  const { callsPerMinute, delay, requestsPerCall, postsRefused, reported } = outcome;
  const cells = [
    String(agents),
    String(count),
    verify === 'each' ? 'asking about each' : 'callbacks where it is busy',
    callsPerMinute.toFixed(0),
    `${delay.p50.toFixed(1)} s`,
    `${delay.p95.toFixed(1)} s`,
    requestsPerCall.toFixed(2),
    percent(postsRefused),
    percent(reported),
  ];
  return `| ${cells.join(' | ')} |`;
}
