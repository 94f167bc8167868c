import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../lock.mjs';
import { say } from '../terminal.mjs';

/** Where one run of the demo keeps its output. */
export interface DemoFolder {
  /** Used while it runs. */
  working: string;
  /** Used afterwards; until then it holds the last run's pictures. */
  kept: string;
  /** Replaces the last run's output, after a run that finished. */
  keep(): void;
  /**
   * Sets aside an unfinished run's output and returns where it is. The last run's pictures stay.
   */
  setAside(): string;
}

/**
 * Claims a folder no other run is using: `demo` in `artifacts`, or `demo-2` and so on while others
 * run.
 */
export async function claimFolder(artifacts: string): Promise<DemoFolder> {
  for (let place = 1; ; place += 1) {
    const kept = join(artifacts, place === 1 ? 'demo' : `demo-${place}`);
    if (!(await takeLock(`${kept}.lock`))) continue;
    if (place > 1) say(`Another demo is running: this one's pictures go to ${kept}.`);
    const working = `${kept}-running`;
    rmSync(working, { recursive: true, force: true });
    mkdirSync(working, { recursive: true });
    return {
      working,
      kept,
      keep: () => replace(working, kept),
      setAside: () => {
        replace(working, `${kept}-failed`);
        return `${kept}-failed`;
      },
    };
  }
}

/** The old one is deleted only once the new one is in its place. */
function replace(from: string, to: string): void {
  const old = `${to}-old`;
  rmSync(old, { recursive: true, force: true });
  if (existsSync(to)) renameSync(to, old);
  renameSync(from, to);
  rmSync(old, { recursive: true, force: true });
}
