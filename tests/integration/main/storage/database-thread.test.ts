import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../../../src/main/storage/database/open-database.ts';
import { runInThread } from '../../../../src/main/storage/database/run-task.ts';
import { databasePlace } from '../../../support/database-place.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { addCall } from '../../../support/test-database.ts';

/** How many threads were started since, and how many still run. */
function countThreads() {
  const threads = { started: 0, running: 0 };
  const count = (worker: Worker) => {
    threads.started += 1;
    threads.running += 1;
    worker.once('exit', () => {
      threads.running -= 1;
    });
  };
  process.on('worker', count);
  onTestFinished(() => void process.off('worker', count));
  return threads;
}

test('the answer comes when its thread has ended, so that none runs beside the next', async () => {
  const threads = countThreads();
  const place = databasePlace(join(tempFolder(), 'profile'));
  const { db } = await openDatabase(place);
  onTestFinished(() => void db.close());
  addCall(db);
  threads.started = 0;
  for (let count = 1; count <= 5; count += 1) {
    const verdict = await runInThread({ do: 'check', file: place.file, known: 1_000 });
    expect(verdict).toMatchObject({ sound: true, calls: 1 });
    expect(threads).toEqual({ started: count, running: 0 });
  }
});

test('what the task threw comes with the code that SQLite gave it', async () => {
  const file = join(tempFolder(), 'not-there.db');
  await expect(runInThread({ do: 'health', file })).rejects.toMatchObject({
    code: 'SQLITE_CANTOPEN',
  });
});

test('a file that is no database is a verdict, and no failure', async () => {
  const file = join(tempFolder(), 'words.db');
  writeFileSync(file, 'no database, but a good many words. '.repeat(200));
  await expect(runInThread({ do: 'check', file, known: 1 })).resolves.toMatchObject({
    sound: false,
  });
});
