import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { doubtMs } from '../../../../src/main/calls/recent-doubt.ts';
import { getCall, listTimeline } from '../../../../src/main/storage/tables/calls.ts';
import { defaultSettings } from '../../../../src/shared/domain/settings.ts';
import { problem } from '../../../support/call-facts.ts';
import { composeCalls, dialInput } from '../../../support/compose-calls.ts';
import { dialled } from '../../../support/dialled.ts';
import { FakeClock } from '../../../support/fake-clock.ts';
import { refusalOf } from '../../../support/refusal.ts';
import {
  notFound,
  script,
  scriptedProvider,
  talkSeconds,
} from '../../../support/scripted-provider.ts';
import { openTestDatabase } from '../../../support/test-database.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const number = '98765 43210';
const anyWord = ['live_call', 'unknown_call'] as const;

/** A computer whose clock may be set at any moment, and a provider whose clock is right. */
function setUp({ wrongBy = 0, told = true, callingHours = {} } = {}) {
  const { db } = openTestDatabase();
  const clock = new FakeClock();
  const begun = clock.monotonic() - 5 * hour;
  const provider = scriptedProvider(clock.monotonic);
  clock.jump(wrongBy);
  const start = () =>
    composeCalls({
      db,
      baseUrl: 'http://127.0.0.1:1',
      clock,
      client: () => provider.client,
      callingHours,
      // The boot as the clock now has it, and as a real computer would reckon it.
      bootedAt: clock.now() - (clock.monotonic() - begun),
      providerNow: () => (knows.told ? clock.monotonic() : null),
    });
  const knows = { told };
  const computer = { db, clock, provider, knows, service: start(), restart };
  function restart(): void {
    computer.service.stop();
    computer.service = start();
    computer.service.start();
  }
  return computer;
}
type Computer = ReturnType<typeof setUp>;

/** A whole call until it is settled; `meddle` is called each second of the first minute. */
async function play(computer: Computer, meddle: (second: number) => void | Promise<void>) {
  const { clock, db } = computer;
  const { id } = await computer.service.dial(dialInput(number));
  for (let second = 0; second < 60; second += 1) {
    await meddle(second);
    await clock.advance(1_000);
  }
  await clock.advance(8 * minute);
  const call = getCall(db, id);
  if (!call) throw new Error('the call is gone');
  const settled = db.prepare('SELECT settled FROM calls WHERE id = ?').pluck().get(id);
  return { call, settled, story: listTimeline(db, id).map(({ kind }) => kind) };
}
type Played = Awaited<ReturnType<typeof play>>;

/** How the story of scripted-provider.ts is told, to the second. */
function expectTheTruth({ call, settled, story }: Played): void {
  expect(call).toMatchObject({ state: 'ended', outcome: 'completed', talkSeconds });
  expect(settled).toBe(1);
  const wrongBy = (at: number | null, right: number) =>
    Math.abs((at ?? Number.NaN) - call.createdAt - right);
  expect(wrongBy(call.agentAnsweredAt, script.answers)).toBeLessThanOrEqual(1_000);
  expect(wrongBy(call.endedAt, script.ends)).toBeLessThanOrEqual(1_000);
  expectOrder(story);
}

function expectOrder(story: Played['story']): void {
  const order = [
    'recorded',
    'sent',
    'accepted',
    'agent_ringing',
    'agent_answered',
    'customer_dialled',
    'talked',
    'finishing',
    'ended',
  ];
  expect(story).toEqual(order.filter((kind) => story.some((told) => told === kind)));
}

const jumps = [-400 * day, -3 * hour, -20_000, 7 * minute, 40 * day, 400 * day];

describe.each(jumps)('a clock that is %d ms ahead', (wrongBy) => {
  test.each([true, false])('makes no story untrue; Exotel’s time known: %s', async (told) => {
    expectTheTruth(await play(setUp({ wrongBy, told }), () => {}));
  });

  test.each([0, 10, 41, 55])('from second %d on neither', async (when) => {
    for (const told of [true, false]) {
      const computer = setUp({ told });
      const jump = (second: number) => {
        if (second === when) computer.clock.jump(wrongBy);
      };
      expectTheTruth(await play(computer, jump));
    }
  });

  test('shows windows how long the call goes on, to the second', async () => {
    for (const told of [true, false]) {
      const { clock, db, service } = setUp({ told });
      const { id } = await service.dial(dialInput(number));
      const shown = async () => {
        const [call] = await service.handlers.current({});
        if (!call) throw new Error('no call is shown');
        return (call.asOf ?? Number.NaN) - (dialled(getCall(db, id)).dial.acceptedAt ?? Number.NaN);
      };
      await clock.advance(3_000);
      clock.jump(wrongBy);
      expect(await shown()).toBe(3_000);
      await clock.advance(20_000);
      clock.jump(-2 * wrongBy);
      expect(await shown()).toBe(23_000);
      service.stop();
    }
  });

  test('for a moment of a call frees no line, and gives nothing up', async () => {
    const computer = setUp({ told: false });
    const { clock, db } = computer;
    const { id } = await computer.service.dial(dialInput(number));
    await clock.advance(20_000);
    clock.jump(wrongBy);
    await clock.advance(10_000);
    expect(await refusalOf(computer.service.dial(dialInput('98765 43211')))).toBe('live_call');
    clock.jump(-wrongBy);
    expect(getCall(db, id)?.state).toBe('agent_answered');
  });
});

test('clocks that are set at any step, and restarts between: what Exotel told is told', async () => {
  const step = fc.record({
    second: fc.integer({ min: 0, max: 58 }),
    jump: fc.integer({ min: -400 * day, max: 400 * day }),
    restart: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 5 }), async (steps) => {
      const computer = setUp();
      const meddle = (second: number) => {
        for (const each of steps.filter((one) => one.second === second)) {
          computer.clock.jump(each.jump);
          if (each.restart) computer.restart();
        }
      };
      const played = await play(computer, meddle);
      expectTheTruth(played);
      expect(computer.provider.posts).toBe(1);
      computer.service.stop();
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

test.each(jumps)(
  'Exotel’s time that becomes known only after a restart, the clock set by %d ms',
  async (ms) => {
    const computer = setUp();
    const { client } = computer.provider;
    const { getCall: getDetails } = client;
    client.getCall = async (sid) => {
      const answer = await getDetails(sid, 'outbound');
      computer.knows.told = true;
      return answer;
    };
    const meddle = (second: number): void => {
      if (second !== 25) return;
      computer.clock.jump(ms);
      computer.knows.told = false;
      computer.restart();
    };
    expectTheTruth(await play(computer, meddle));
  },
);

test('where Exotel’s time is not known, restarts and set clocks still end nothing, and turn nothing round', async () => {
  const step = fc.record({
    second: fc.integer({ min: 0, max: 58 }),
    jump: fc.integer({ min: -400 * day, max: 2 * hour }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 4 }), async (steps) => {
      const computer = setUp({ told: false });
      const { call, story } = await play(computer, (second) => {
        for (const each of steps.filter((one) => one.second === second)) {
          computer.clock.jump(each.jump);
          computer.restart();
        }
      });
      expect(call).toMatchObject({ state: 'ended', outcome: 'completed' });
      const times = [
        call.createdAt,
        dialled(call).dial.sentAt,
        dialled(call).dial.acceptedAt,
        call.agentAnsweredAt,
      ];
      const known = [...times, call.endedAt].filter((at) => at !== null);
      expect(known).toEqual(known.toSorted((one, other) => one - other));
      expectOrder(story);
      computer.service.stop();
    }),
    { numRuns: 20, endOnFailure: true },
  );
});

test('calling hours go by Exotel’s clock where that is known, and not by a wrong one', async () => {
  const { callingHours } = defaultSettings;
  // It is half past eleven in the morning in India.
  const night = { wrongBy: 12 * hour, callingHours };
  const known = setUp(night);
  expect(await refusalOf(known.service.dial(dialInput(number)))).toBeNull();
  const unknown = setUp({ ...night, told: false });
  expect(await refusalOf(unknown.service.dial(dialInput(number)))).toBe('outside_hours');
});

describe('the gate', () => {
  test.each(jumps)(
    'counts its five seconds by time that passed, the clock set by %d ms',
    async (ms) => {
      const { clock, service } = setUp();
      const insist = { ...dialInput(number), confirmed: [...anyWord] };
      await service.dial(insist);
      clock.jump(ms);
      await clock.advance(4_999);
      expect(await refusalOf(service.dial(insist))).toBe('just_dialled');
      await clock.advance(1);
      expect(await refusalOf(service.dial(insist))).toBeNull();
    },
  );

  /** A dial of which nobody knows whether it was placed. */
  async function inDoubt(told: boolean) {
    const computer = setUp({ told });
    computer.provider.client.placeCall = async () => ({
      kind: 'ambiguous',
      problem: problem({ kind: 'timed_out' }),
      sid: null,
    });
    await computer.service.dial(dialInput(number));
    await computer.clock.advance(6_000);
    const asks = () => refusalOf(computer.service.dial(dialInput(number)));
    return { ...computer, computer, asks };
  }

  test.each([true, false])(
    'asks about a call in doubt for an hour that has passed; told: %s',
    async (told) => {
      const { clock, asks } = await inDoubt(told);
      for (const ms of [2 * hour, 400 * day, -800 * day]) {
        clock.jump(ms);
        expect(await asks()).toBe('unknown_call');
      }
      await clock.advance(doubtMs - 7_000);
      expect(await asks()).toBe('unknown_call');
      await clock.advance(2_000);
      expect(await asks()).toBeNull();
    },
  );

  test('also where the clock was put forward before that dial', async () => {
    const computer = setUp({ told: false });
    // For longer than the computer runs.
    computer.clock.jump(7 * hour);
    computer.provider.client.placeCall = async () => ({
      kind: 'ambiguous',
      problem: problem({ kind: 'timed_out' }),
      sid: null,
    });
    await computer.service.dial(dialInput(number));
    await computer.clock.advance(minute);
    computer.clock.jump(-7 * hour);
    computer.restart();
    const again = computer.service.dial(dialInput(number));
    expect(await refusalOf(again)).toBe('unknown_call');
  });

  test.each([true, false])(
    'also after a restart with the clock put forward; told: %s',
    async (told) => {
      const { computer, clock, asks } = await inDoubt(told);
      clock.jump(2 * hour);
      computer.restart();
      expect(await asks()).toBe('unknown_call');
      clock.jump(-400 * day);
      computer.restart();
      expect(await asks()).toBe('unknown_call');
      await clock.advance(doubtMs);
      expect(await asks()).toBeNull();
    },
  );
});

test('a single 404 in the middle of a call ends nothing, whenever it comes and however often in between', async () => {
  const computer = setUp();
  const played = await play(computer, (second) => {
    computer.provider.trouble = second % 4 === 2 ? notFound : null;
  });
  expectTheTruth(played);
});
