import { writeSync } from 'node:fs';
import { exit } from 'node:process';
import { systemClock } from '../../src/main/base/clock.ts';
import { pageCalls } from '../../src/main/storage/calls-table.ts';
import { openDatabase } from '../../src/main/storage/database.ts';
import { composeCalls, dialInput } from './compose-calls.ts';

/**
 * A process that is made to be killed: dials once on a real book, and stands still at the step that
 * its last argument names. Says the step's name on standard output when it gets there.
 */
const [file = '', baseUrl = '', bootedAt = '', step = ''] = process.argv.slice(2);
const db = openDatabase(file);
const everything = { text: '', outcomes: [], practice: false, recordedOnly: false };

/** Blocks the whole process, so that not even a queued microtask runs on. */
function standStill(): never {
  writeSync(1, `${step}\n`);
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return exit(1);
}

const calls = composeCalls({
  db,
  baseUrl,
  bootedAt: Number(bootedAt),
  clock: {
    ...systemClock,
    // The service asks for the time between writing the row and marking it: the one seam there.
    now: () => {
      const written = pageCalls(db, everything, null, 1)[0]?.state;
      return step === 'row' && written === 'recorded' ? standStill() : systemClock.now();
    },
  },
  placeFetch: (url, init) => (step === 'mark' ? standStill() : fetch(url, init)),
});
await calls.dial(dialInput('98765 43210'));
if (step === 'answer') standStill();
