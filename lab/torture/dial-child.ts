import { systemClock } from '../../src/main/base/clock.ts';
import { createExotelClient } from '../../src/main/exotel/client.ts';
import { openConnection } from '../../src/main/storage/database/connection.ts';
import { getFacts } from '../../src/main/storage/tables/calls.ts';
import { composeCalls, dialInput } from '../../tests/support/compose-calls.ts';
import { steadyFetch } from '../../tests/support/steady-fetch.ts';
import { readOrders, say } from './child.ts';
import type { KillStep } from './plan.ts';

/** What the parent tells a process that dials until it is killed. */
export interface DialOrders {
  file: string;
  bootedAt: number;
  dials: { baseUrl: string; placeTimeoutMs: number }[];
  step: KillStep;
}

const orders = readOrders<DialOrders>();
let index = 0;
let id = '';

/** Kills this process at once, without a last message, when its last dial reaches the step. */
function dieAt(step: KillStep): void {
  if (index === orders.dials.length - 1 && step === orders.step)
    process.kill(process.pid, 'SIGKILL');
}

const db = openConnection(orders.file);
const calls = composeCalls({
  db,
  baseUrl: '',
  bootedAt: orders.bootedAt,
  newId: () => {
    id = crypto.randomUUID();
    say({ begun: index, id });
    dieAt('before the row');
    return id;
  },
  clock: {
    ...systemClock,
    // The service reads the clock between writing the row and marking it.
    now: () => {
      if (orders.step === 'after the row' && id !== '' && getFacts(db, id)?.state === 'recorded')
        dieAt('after the row');
      return systemClock.now();
    },
  },
  client: () => {
    const { baseUrl = '', placeTimeoutMs = 0 } = orders.dials[index] ?? {};
    const client = createExotelClient(
      { baseUrl, accountSid: 'acme1', apiKey: 'k', apiToken: 't' },
      {
        fetch: steadyFetch,
        placeFetch: (url, init) => {
          dieAt('after the mark');
          return steadyFetch(url, init);
        },
        now: Date.now,
        placeTimeoutMs,
      },
    );
    return {
      ...client,
      placeCall: async (request) => {
        const result = await client.placeCall(request);
        dieAt('after the answer');
        return result;
      },
    };
  },
});

for (; index < orders.dials.length; index += 1) {
  const number = `+9198${10_000_000 + index}`;
  const call = await calls.dial({ ...dialInput(number), confirmed: ['live_call'] });
  say({ told: index, id: call.id, state: call.state });
}
// Some faults never reach the step: then it ends here.
process.kill(process.pid, 'SIGKILL');
