import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { during } from '../../scripts/terminal.mjs';
import { benchDatabase, makeDatabase } from './database-of.ts';
import { benchDialLatency } from './dial-latency.ts';
import { benchFloor } from './floor.ts';
import { benchPolling } from './polling.ts';
import { benchRecovery } from './recovery.ts';
import type { BenchRow } from './statistics.ts';

/**
 * @param only a database of this many calls, or the floor; null for everything
 */
export async function bench(only: number | 'floor' | null): Promise<void> {
  const rows = await rowsOf(only);
  const machine = `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}, ${process.platform}`;
  console.log(machine);
  console.table(rows.map(printable));
  const results = join(import.meta.dirname, 'results');
  mkdirSync(results, { recursive: true });
  const name = only === null ? 'latest' : only === 'floor' ? 'floor' : `calls-${only}`;
  const report = JSON.stringify({ machine, rows }, null, 2);
  writeFileSync(join(results, `${name}.json`), `${report}\n`);
}

async function rowsOf(only: number | 'floor' | null): Promise<BenchRow[]> {
  if (only === null) return benchEverything();
  if (only === 'floor') return during('A floor of 1,000 desktops', benchFloor);
  return benchSize(only, async () => []);
}

async function benchEverything(): Promise<BenchRow[]> {
  const dialling = await during('Dialling with an empty database', () => benchDialLatency(null));
  return [
    { ...dialling, what: `${dialling.what} (an empty database)` },
    ...(await benchSize(10_000, async () => [])),
    ...(await benchSize(100_000, benchRecovery)),
    ...(await during('Polling', benchPolling)),
    ...(await rowsOf('floor')),
  ];
}

async function benchSize(
  calls: number,
  more: (file: string) => Promise<BenchRow[]>,
): Promise<BenchRow[]> {
  const size = `${calls.toLocaleString('en')} calls`;
  const { file, remove } = await during(`Making a database of ${size}`, () => makeDatabase(calls));
  try {
    const rows = await during(`Asking it and dialling: ${size}`, () => benchDatabase(file));
    rows.push(
      ...(await during(`Opening it, where there is more to it: ${size}`, () => more(file))),
    );
    return rows.map((row) => ({ ...row, what: `${row.what} (${size})` }));
  } finally {
    remove();
  }
}

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
