import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Stryker } from '@stryker-mutator/core';
import { subjects } from '../lab/mutants/subjects.ts';
import { readCommandLine, refuse } from './command-line.mjs';
import { root } from './run.ts';
import { colourVariables, say } from './terminal.mjs';

/** The percentage of each file's mutants that must be noticed. */
const leastPercent = 90;

type MutantResult = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

interface Score {
  name: string;
  killed: number;
  survived: number;
}

// `npm run mutants`: breaks the pure parts in every small way there is, and counts how many of the
// mutants their unit tests notice. Words after `--` choose files, while working on them.
const { words } = readCommandLine('mutants', process.argv.slice(2));
const stray = words.find((word) => !subjects.some((path) => path.includes(word)));
if (stray !== undefined) {
  refuse('mutants', `None of the files has "${stray}" in its path:\n${subjects.join('\n')}`);
}
const chosen = subjects.filter(
  (path) => words.length === 0 || words.some((word) => path.includes(word)),
);
const mutants = await testMutants(chosen).catch((error: Error) => {
  say(`${error.message} Mend what the lines above say, then run the same command again.`);
  process.exit(1);
});
const scores = chosen.map((path) => scoreOf(path, mutants));
const table = tableOf([...scores, sumOf(scores)]);
console.log(`\n${table}`);
if (words.length === 0) writeTable(table);
const weak = scores.filter((score) => percentOf(score) < leastPercent);
if (weak.length > 0) {
  say(
    `Under ${leastPercent} %: ${weak.map(({ name }) => name).join(', ')}; the lines above show what no test notices. Add what is missing to the unit tests, then run the same command again.`,
  );
  process.exitCode = 1;
}

async function testMutants(paths: string[]): Promise<MutantResult[]> {
  say(`Breaking ${paths.length === 1 ? 'one file' : `${paths.length} files`} …`);
  // It takes seconds to load, so a wrong word is reported first.
  const { Stryker: Runner } = await import('@stryker-mutator/core');
  return new Runner({
    testRunner: 'vitest',
    plugins: ['@stryker-mutator/vitest-runner'],
    mutate: paths,
    vitest: { configFile: 'lab/mutants/vitest.config.ts' },
    concurrency: 2,
    ignorePatterns: [
      'artifacts',
      'lab/bench',
      'dist',
      'docs',
      'out',
      'resources',
      'tsconfig*.json',
    ],
    disableTypeChecks: false,
    tempDirName: 'artifacts/mutants/sandbox',
    reporters: ['progress-append-only', 'clear-text', 'html'],
    clearTextReporter: { reportTests: false, reportScoreTable: false, logTests: false },
    htmlReporter: { fileName: 'artifacts/mutants/report.html' },
    allowConsoleColors: !('NO_COLOR' in colourVariables()),
    // Generous for slow machines: only what never ends may count as noticed by timeout.
    timeoutMS: 30_000,
  }).runMutationTest();
}

function scoreOf(name: string, all: MutantResult[]): Score {
  const pathOf = (file: string) => relative(root, file).split(sep).join('/');
  const statuses = all
    .filter(({ fileName }) => pathOf(fileName) === name)
    .map(({ status }) => status);
  const count = (...wanted: string[]) =>
    statuses.filter((status) => wanted.includes(status)).length;
  return { name, killed: count('Killed', 'Timeout'), survived: count('Survived', 'NoCoverage') };
}

function sumOf(all: Score[]): Score {
  const sum = (part: 'killed' | 'survived') => all.reduce((count, each) => count + each[part], 0);
  return { name: 'all', killed: sum('killed'), survived: sum('survived') };
}

function percentOf({ killed, survived }: Omit<Score, 'name'>): number {
  return (100 * killed) / Math.max(1, killed + survived);
}

function tableOf(rows: Score[]): string {
  const lines = rows.map(({ name, killed, survived }) => {
    const percent = percentOf({ killed, survived }).toFixed(1);
    return `| ${name} | ${killed + survived} | ${killed} | ${survived} | ${percent} % |`;
  });
  return ['| file | mutants | killed | survived | score |', '|---|--:|--:|--:|--:|', ...lines].join(
    '\n',
  );
}

/** The table in docs/quality.md stands between two marks. */
function writeTable(rows: string): void {
  const path = join(root, 'docs/quality.md');
  const day = new Date().toISOString().slice(0, 10);
  const marked = /(<!-- mutants -->\n)[\s\S]*(\n<!-- \/mutants -->)/;
  const text = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    text.replace(marked, (_, begin, end) => `${begin}Last run: ${day}.\n\n${rows}${end}`),
  );
}
