import { describe, expect, test } from 'vitest';
import {
  listedMs,
  missedCustomers,
  takenShownMs,
} from '../../../../src/main/missed/missed-list.ts';
import type { FloorMissed, OwnMissed } from '../../../../src/main/storage/tables/missed-calls.ts';

const now = Date.UTC(2026, 0, 5, 12);
const minute = 60_000;
const asha = '+919876543210';
const ravi = '+919876543211';

let count = 0;
function mine(changes: Partial<OwnMissed> = {}): OwnMissed {
  count += 1;
  return {
    id: `in-${count}`,
    sid: `sid-in-${count}`,
    number: asha,
    why: 'agent_unanswered',
    createdAt: now - 30 * minute,
    aheadMs: null,
    triedAt: null,
    ...changes,
  };
}
function floors(changes: Partial<FloorMissed> = {}): FloorMissed {
  count += 1;
  return {
    sid: `sid-${count}`,
    number: asha,
    caller: '09876543210',
    queue: 'sales',
    queueName: 'Sales',
    why: 'nobody_free',
    at: now - 20 * minute,
    takenBy: null,
    takenByMe: false,
    takenAt: null,
    triedAt: null,
    ...changes,
  };
}
const taken = (at: number) => ({ takenBy: 'Vikram', takenByMe: false, takenAt: at });

test('one entry per customer, the newest first, with how often', () => {
  const listed = missedCustomers(
    [mine({ id: 'a' }), mine({ id: 'b', number: ravi, createdAt: now - minute })],
    [floors({ sid: 's1' }), floors({ sid: 's2', why: 'caller_left', at: now - 10 * minute })],
    now,
  );
  expect(listed).toMatchObject([
    { key: ravi, times: 1, mine: true, queue: null, calls: ['b'], sids: [] },
    {
      key: asha,
      times: 3,
      at: now - 10 * minute,
      why: 'caller_left',
      queue: 'Sales',
      mine: true,
      calls: ['a'],
      sids: ['s1', 's2'],
    },
  ]);
});

test('the same call in both lists counts once, as this agent’s', () => {
  const [listed] = missedCustomers([mine({ id: 'a', sid: 's' })], [floors({ sid: 's' })], now);
  expect(listed).toMatchObject({
    times: 1,
    why: 'agent_unanswered',
    queue: 'Sales',
    calls: ['a'],
    sids: ['s'],
  });
});

test('withheld callers are one entry; one who cannot be read is theirs alone', () => {
  const withheld = { number: null, caller: null };
  const listed = missedCustomers(
    [mine({ number: null })],
    [floors(withheld), floors({ number: null, caller: 'anonymous@sip' })],
    now,
  );
  expect(listed.map(({ key, times }) => [key, times])).toEqual([
    ['withheld', 2],
    ['anonymous@sip', 1],
  ]);
});

test('after a week a call is not listed; a clock that was behind does not make one old', () => {
  const old = now - listedMs - 1;
  expect(missedCustomers([mine({ createdAt: old })], [floors({ at: old })], now)).toEqual([]);
  expect(missedCustomers([mine({ createdAt: old, aheadMs: -minute })], [], now)).toHaveLength(1);
});

test('when the agent last tried is the latest of all', () => {
  const tried = now - 5 * minute;
  const [listed] = missedCustomers(
    [mine({ triedAt: tried - minute })],
    [floors({ triedAt: tried }), floors()],
    now,
  );
  expect(listed?.triedAt).toBe(tried);
});

describe('a colleague who calls back', () => {
  test('is named for a while, then the customer is gone', () => {
    const calls = [floors(taken(now - minute))];
    expect(missedCustomers([], calls, now)).toMatchObject([{ takenBy: 'Vikram' }]);
    expect(missedCustomers([], calls, now + takenShownMs)).toEqual([]);
  });

  test('settles what the customer had called before, this agent’s included', () => {
    const calls = [floors({ ...taken(now - minute), at: now - 10 * minute }), floors()];
    expect(missedCustomers([mine()], calls, now)).toMatchObject([{ times: 3, takenBy: 'Vikram' }]);
    expect(missedCustomers([mine()], calls, now + takenShownMs)).toEqual([]);
  });

  test('settles nothing that comes after', () => {
    const calls = [floors(taken(now - minute)), floors({ at: now })];
    expect(missedCustomers([], calls, now)).toMatchObject([{ times: 2, takenBy: null }]);
    expect(missedCustomers([], calls, now + takenShownMs)).toMatchObject([{ times: 1 }]);
  });

  test('is not this agent, whose customers stay until they are spoken with', () => {
    const calls = [floors({ takenBy: 'Asha', takenByMe: true, takenAt: now - 60 * minute })];
    expect(missedCustomers([], calls, now)).toMatchObject([{ takenBy: null }]);
  });
});
