import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';

/** Children spend most of their time waiting for the disk. */
export const lanes = availableParallelism() * 2;

/** Runs side by side, each in a folder of its own. */
export async function inLanes(run: (lane: number, folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'handset-torture-'));
  try {
    await Promise.all(
      Array.from({ length: lanes }, (_, lane) => run(lane, mkdtempSync(join(folder, 'lane-')))),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
