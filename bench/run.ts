import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { during } from '../scripts/terminal.mjs';
import { benchDialLatency } from './dial-latency.ts';
import { benchHistorySearch } from './history-search.ts';
import { benchPolling } from './polling.ts';
import { benchRecovery } from './recovery.ts';
import type { BenchRow } from './statistics.ts';

const rows = [
  await during('Dialling: 330 rounds of ours and of the floor', benchDialLatency),
  ...(await during('Searching a history of 100,000 calls', benchHistorySearch)),
  ...(await during('Opening books: closed well, killed, damaged', benchRecovery)),
  ...(await during('Polling', benchPolling)),
];
const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`;

console.log(machine);
console.table(rows.map(printable));
const results = join(import.meta.dirname, 'results');
mkdirSync(results, { recursive: true });
writeFileSync(join(results, 'latest.json'), `${JSON.stringify({ machine, rows }, null, 2)}\n`);

function printable({ what, unit, ours, rival, goal, ratio, met }: BenchRow) {
  const said = (value: number): string => `${value.toFixed(2)} ${unit ?? 'ms'}`;
  return {
    what,
    p50: said(ours.p50),
    p95: said(ours.p95),
    'against p95': said(rival.p95),
    against: rival.name,
    ratio: ratio.toFixed(3),
    goal,
    met: met ? 'yes' : 'no',
  };
}
