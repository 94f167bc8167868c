import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { pathsIn } from '../../../../src/main/base/paths.ts';
import { listBackups } from '../../../../src/main/storage/database/backups.ts';
import { countPerson } from '../../../../src/main/storage/tables/erasure-queries.ts';
import { readLeftovers } from '../../../../src/main/storage/tables/pending-cleanup.ts';
import { scan } from '../../../support/byte-scan.ts';
import { othersRows, person, profileTemplate, traces } from '../../../support/person.ts';
import { openPrivacyRig } from '../../../support/privacy-rig.ts';

const copyProfile = profileTemplate();
const script = fileURLToPath(new URL('../../../support/erase-child.ts', import.meta.url));

async function eraseInChild(killAt: number | null) {
  const profile = copyProfile();
  const child = spawn(process.execPath, [script, profile, person.number, String(killAt ?? '')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return { profile, said, signal };
}

/** Which of the steps are tried: every tenth, and all of the last ones, which are among files. */
function triedOf(steps: number): number[] {
  return Array.from({ length: steps }, (_, step) => step).filter(
    (step) => step % 10 === 0 || step >= steps - 4,
  );
}

test('killed anywhere, an erasure has not begun or is finished by the next start', {
  timeout: 180_000,
}, async () => {
  const steps = Number((await eraseInChild(null)).said);
  expect(steps).toBeGreaterThan(50);
  const others: unknown[] = [];
  const states = new Set<string>();
  for (const killAt of triedOf(steps)) {
    const { profile, signal } = await eraseInChild(killAt);
    expect(signal).toBe('SIGKILL');
    const rig = await openPrivacyRig(profile);
    const { calls } = countPerson(rig.db, person.number);
    const state = calls > 0 ? 'not begun' : readLeftovers(rig.db) ? 'under way' : 'finished';
    states.add(state);
    if (state === 'not begun') expect(calls).toBe(12);
    await rig.privacy.start();
    others.push(othersRows(rig.db));
    expect(rig.db.pragma('integrity_check', { simple: true })).toBe('ok');
    if (state !== 'not begun') {
      expect(scan(profile, traces), `killed before step ${killAt}`).toEqual([]);
      expect(readLeftovers(rig.db)).toBeNull();
      expect(listBackups(pathsIn(profile).backups)).toHaveLength(1);
    }
    rig.close();
  }
  expect([...states]).toEqual(['not begun', 'under way', 'finished']);
  for (const each of others) expect(each).toEqual(others[0]);
});
