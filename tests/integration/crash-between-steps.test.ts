import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { listTimeline, pageCalls } from '../../src/main/storage/calls-table.ts';
import { openDatabase } from '../../src/main/storage/database.ts';
import { composeCalls } from '../support/compose-calls.ts';
import { callAnswer, errorAnswer } from '../support/exotel-answers.ts';
import { FakeClock } from '../support/fake-clock.ts';
import { startProvider } from '../support/loopback-provider.ts';
import { patience } from '../support/patience.ts';
import { tempFolder } from '../support/temp-folder.ts';

const bootedAt = Date.UTC(2026, 0, 5);
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false };

/** Starts the child at a step, and kills it there without a word. */
async function crashAt(step: 'row' | 'mark' | 'post' | 'answer', boot = bootedAt) {
  const file = join(tempFolder(), 'handset.db');
  let arrived = (): void => {};
  const posted = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const provider = await startProvider(({ method }) => {
    if (method !== 'POST') return errorAnswer(404, 10744);
    arrived();
    // Taken, and the answer never comes.
    return step === 'post' ? () => {} : callAnswer();
  });
  onTestFinished(provider.close);
  const script = fileURLToPath(new URL('../support/crash-child.ts', import.meta.url));
  const child = spawn(process.execPath, [script, file, provider.baseUrl, String(bootedAt), step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  await (step === 'post' ? posted : saidStep(child, step));
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  expect(await gone).toEqual([null, 'SIGKILL']);

  const db = openDatabase(file);
  onTestFinished(() => void db.close());
  expect(db.pragma('quick_check', { simple: true })).toBe('ok');
  const found = pageCalls(db, everything, null, 10);
  const clock = new FakeClock(Date.now());
  const calls = composeCalls({ db, baseUrl: provider.baseUrl, bootedAt: boot, clock });
  onTestFinished(() => calls.dispose());
  calls.resume();
  await clock.advance(3_600_000);
  return { provider, db, found, shown: pageCalls(db, everything, null, 10) };
}

async function saidStep(child: ChildProcess, step: string): Promise<void> {
  const [said] = await Promise.race([
    once(child.stdout ?? child, 'data'),
    once(child, 'exit').then(() => ['the child ended by itself']),
  ]);
  expect(String(said)).toBe(`${step}\n`);
}

test('killed between the row and the POST: shown as not sent, and not dialled again', async () => {
  const { provider, db, found, shown } = await crashAt('row');
  expect(found).toMatchObject([{ state: 'recorded', customerNumber: '+919876543210' }]);
  expect(shown).toMatchObject([
    { state: 'not_sent', outcome: 'not_sent', problem: { kind: 'app_stopped' } },
  ]);
  expect(listTimeline(db, shown[0]?.id ?? '').map(({ kind }) => kind)).toEqual([
    'recorded',
    'not_sent',
  ]);
  expect(provider.ledger).toEqual([]);
});

test('the same, and the computer was restarted: the mark may be lost, so it is in doubt', async () => {
  const { provider, shown } = await crashAt('row', bootedAt + 600_000);
  expect(shown).toMatchObject([{ state: 'unknown', outcome: 'unknown' }]);
  expect(provider.ledger).toEqual([]);
});

test('killed with the mark written and the POST about to leave: in doubt, and not dialled', async () => {
  const { provider, found, shown } = await crashAt('mark');
  expect(found).toMatchObject([{ state: 'sending' }]);
  expect(shown).toMatchObject([{ state: 'unknown' }]);
  expect(provider.ledger).toEqual([]);
});

test('killed between the POST and its answer: shown as unknown, and not dialled again', async () => {
  const { provider, found, shown } = await crashAt('post');
  expect(found).toMatchObject([{ state: 'sending' }]);
  expect(shown).toMatchObject([
    { state: 'unknown', outcome: 'unknown', problem: { kind: 'app_stopped' } },
  ]);
  expect(provider.posts()).toHaveLength(1);
  // Without a sid there is nothing to ask for.
  expect(provider.ledger).toHaveLength(1);
});

test('killed after the answer: the call is followed on, and not dialled again', async () => {
  const { provider, found, shown } = await crashAt('answer');
  expect(found).toMatchObject([{ state: 'accepted' }]);
  expect(shown).toMatchObject([{ id: found[0]?.id, sid: found[0]?.sid }]);
  await expect.poll(() => provider.ledger.length, patience).toBeGreaterThan(1);
  expect(provider.posts()).toHaveLength(1);
});
