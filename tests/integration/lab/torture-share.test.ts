import { expect, onTestFinished, test } from 'vitest';
import { runCrashes } from '../../../lab/torture/crash-run.ts';
import { DialTorture } from '../../../lab/torture/dial-run.ts';
import { oddRows } from '../../../lab/torture/odd-rows.ts';
import { killSteps, makePlans } from '../../../lab/torture/plan.ts';
import { tempFolder } from '../../support/temp-folder.ts';

// A fixed share of `npm run torture`.

test('dials through faults, killed at every step: no call twice, none lost, none misread', async () => {
  const torture = new DialTorture(tempFolder());
  onTestFinished(() => torture.close());
  const perLife = 6;
  const plans = makePlans(killSteps.length * perLife, perLife, 42);
  let posts = 0;
  for (const [index, plan] of plans.entries()) {
    const step = killSteps[index] ?? plan.step;
    posts += (await torture.run({ ...plan, step })).posts.length;
  }
  expect(posts).toBeGreaterThan(20);
});

test('killed at work, again and again: the database is sound, and nothing told is lost', async () => {
  const moments = [3, 7, 1, 20, 2, 12].map((after) => ({ after, delayMs: 0 }));
  const figures = await runCrashes(tempFolder(), moments);
  expect(figures.kills).toBe(moments.length);
  expect(figures.acknowledged).toBeGreaterThan(5);
});

test('databases with several odd rows at once: each starts, lists and dials', async () => {
  const figures = await oddRows({ seed: 42, databases: 15 });
  expect(figures.cells).toBeGreaterThan(50);
  expect(figures.unreadable).toBeGreaterThan(10);
});
