import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BarGroup, delayPlot, percent } from './delay-plot.ts';
import { boundSeconds, missedGoals } from './goals.ts';
import { type RivalOutcome, simulateRival } from './rival-poller.ts';
import { floorTable, type PlayedFloor, playFloors } from './run-floors.ts';
import type { WindowKind } from './sim-account.ts';
import { type Outcome, type Scenario, simulate } from './simulate.ts';

const root = join(import.meta.dirname, '../..');
const crowds = [10, 50, 200];
const windows: WindowKind[] = ['sliding', 'fixed'];

interface Played {
  name: string;
  agents: number;
  window: WindowKind;
  hours: number;
  outcome: Outcome | RivalOutcome;
  missed: string[];
}

/** Plays every shift, writes figures, table and plot; returns the number of goals missed. */
export async function runSimulations(seed: number): Promise<number> {
  const played: Played[] = [];
  for (const agents of crowds) {
    for (const known of [true, false])
      for (const callbacks of [false, true])
        for (const window of windows) {
          const scenario: Scenario = { agents, known, callbacks, window, hours: 8, seed };
          const outcome = await simulate(scenario);
          const missed = missedGoals(scenario, outcome);
          const name = `${known ? 'number known' : 'number unknown'}${callbacks ? ', callbacks' : ''}`;
          played.push(said({ name, agents, window, hours: 8, outcome, missed }));
        }
    for (const seconds of [1, 5])
      for (const window of windows) {
        const everyMs = seconds * 1000;
        const outcome = await simulateRival({ agents, everyMs, window, hours: 1, seed });
        const name = `rival: every ${seconds} s`;
        played.push(said({ name, agents, window, hours: 1, outcome, missed: [] }));
      }
  }
  const floors = await playFloors(seed);
  write(seed, played, floors);
  return [...played, ...floors].flatMap(({ missed }) => missed).length;
}

function said(each: Played): Played {
  console.log(tableRow(each), each.missed.length > 0 ? `MISSED: ${each.missed.join('; ')}` : '');
  return each;
}

function write(seed: number, played: Played[], floors: PlayedFloor[]): void {
  const results = join(root, 'lab', 'bench', 'results', 'polling.json');
  writeFileSync(results, `${JSON.stringify({ seed, played, floors }, null, 2)}\n`);
  const page = join(root, 'docs', 'polling.md');
  const table = [
    '| agents | Handset | window | end seen, p50 | p95 | requests per call | looks answered 429 | dials refused | fairness |',
    '|---|---|---|---|---|---|---|---|---|',
    ...played.map(tableRow),
  ].join('\n');
  const text = replaced(readFileSync(page, 'utf8'), 'figures', table);
  writeFileSync(page, replaced(text, 'floors', floorTable(floors)));
  writeFileSync(
    join(root, 'docs', 'images', 'polling.svg'),
    delayPlot(crowds.map(groupOf(played))),
  );
}

/** Replaces what stands between two marks of a page. */
function replaced(text: string, mark: string, content: string): string {
  const between = new RegExp(`(<!-- ${mark} -->\\n)[\\s\\S]*(\\n<!-- /${mark} -->)`);
  if (!between.test(text)) throw new Error(`docs/polling.md has no place for the ${mark}`);
  return text.replace(between, `$1${content}$2`);
}

function tableRow({ agents, name, window, outcome }: Played): string {
  const { delay, requestsPerCall, looks, looksRefused, posts, postsRefused } = outcome;
  const cells = [
    String(agents),
    name,
    window,
    `${delay.p50.toFixed(1)} s`,
    `${delay.p95.toFixed(1)} s`,
    requestsPerCall.toFixed(1),
    percent(looksRefused / looks),
    percent(postsRefused / posts),
    'fairness' in outcome ? outcome.fairness.toFixed(3) : '',
  ];
  return `| ${cells.join(' | ')} |`;
}

/** The worse of both windows, for a plot that flatters nobody. */
function groupOf(played: Played[]) {
  return (agents: number): BarGroup => {
    const names = [...new Set(played.map(({ name }) => name))];
    const bars = names.map((name) => {
      const both = played.filter((each) => each.agents === agents && each.name === name);
      return {
        label: name,
        tone: name.startsWith('rival') ? ('rival' as const) : ('ours' as const),
        delay: Math.max(...both.map(({ outcome }) => outcome.delay.p95)),
        refused: Math.max(...both.map(({ outcome }) => outcome.postsRefused / outcome.posts)),
      };
    });
    const bound = boundSeconds(agents).toFixed(agents < 20 ? 1 : 0);
    return { title: `${agents} agents (bound ${bound} s)`, bars };
  };
}
